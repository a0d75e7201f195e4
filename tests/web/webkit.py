"""What the tests of the web surface use: a corpus, an application, a server, a selector."""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from lxml import html
from playwright.sync_api import Page

from rag import Engine
from ui.web.app import create_app
from ui.web.settings import WebSettings

Open = Callable[..., Page]
"""Opens an address in a new page of the browser; `width` and `height` in pixels."""

MUSEUM = """Le musée de Brévannes rouvre ses portes après travaux

Le musée municipal de Brévannes a rouvert samedi 14 mars, après onze mois de travaux. La facture
s’élève à 3,2 millions d’euros, dont 1,1 million apporté par la région.

La directrice, Hélène Castagnier, attend 60 000 visiteurs par an. Le billet coûtera 7 euros, et
l’entrée restera gratuite pour les moins de 18 ans.

À lire aussi : Le théâtre de Brévannes cherche son directeur
"""

BRIDGE = """Le pont de Sainte-Orlande fermé aux camions

Le préfet a interdit mardi le pont de Sainte-Orlande aux véhicules de plus de 19 tonnes. Une
inspection a relevé une fissure de 4 centimètres sur la deuxième pile.
"""

TRAP = (
    "Le conseil de Trapville & ses <b>pièges</b>\n\n"
    "Le maire de Trapville a écrit lundi <script>window.pwned = 1</script> *gras* __souligné__ "
    "`code` :wink: $$x^2$$ [lien](javascript:alert) ![image](http://ailleurs.example/x) "
    '<img src=x onerror="window.pwned=2"> ~~barré~~ &amp; www.ailleurs.example | 1) fin. '
    "# Le conseil municipal de Trapville a voté 12 mesures.\n"
)

DESCRIPTIONS = """
[[source]]
id = "trapville"
title = "Le *conseil* de <i>Trapville</i>"
publisher = "La_Gazette_"
published = 2025-03-04
url = "https://gazette.example/trapville?a=1&b=2"
"""

TRAP_QUESTION = "Qu’a écrit lundi le maire de Trapville ?"
MUSEUM_QUESTION = "Combien de visiteurs par an attend la directrice du musée ?"


def make_app(engine: Engine, web: WebSettings) -> FastAPI:
    """Return the application, built where an event loop runs.

    Built elsewhere, Gradio opens event loops that it never closes. It also goes by the name that
    FastAPI's test client uses.
    """
    web = web.model_copy(update={"hosts": (*web.hosts, "testserver")})
    with start_blocking_portal() as portal:
        return portal.call(create_app, engine, web)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of this machine, and give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        # The backlog of the listener holds the first requests until the server answers.
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(timeout=10)
        listener.close()
        assert not thread.is_alive()


def ask_gradio(
    address: str, session: str, *inputs: object, begun: Callable[[], None] = lambda: None
) -> str:
    """Send the chat page's own event, as anyone can; return the stream that answers it.

    `begun` is called once the stream is there.
    """
    return press_gradio(address, session, "ask", *inputs, begun=begun)


def press_gradio(
    address: str,
    session: str,
    door: str,
    *inputs: object,
    begun: Callable[[], None] = lambda: None,
) -> str:
    """Send an event of the chat page by its name; return the stream that answers it."""
    config = re.search(r"window\.gradio_config = (\{.*?\});</script>", httpx.get(address).text)
    doors = [event["api_name"] for event in json.loads(config[1])["dependencies"]]
    event = {"data": inputs, "fn_index": doors.index(door), "session_hash": session}
    httpx.post(f"{address}/gradio_api/queue/join", json=event).raise_for_status()
    query = {"session_hash": session}
    answers = f"{address}/gradio_api/queue/data"
    with httpx.stream("GET", answers, params=query, timeout=300) as stream:
        begun()
        return stream.read().decode()


def select(node: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Return what stands under a node, by "tag", ".class" or "tag.class", in order."""
    tag, _, name = selector.partition(".")
    classed = f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" if name else ""
    return node.xpath(f".//{tag or '*'}{classed}")


def text_of(node: html.HtmlElement, selector: str) -> str:
    """Return the text of the first element that a selector finds."""
    return select(node, selector)[0].text_content()
