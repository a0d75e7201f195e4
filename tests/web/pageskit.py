"""What the tests of the server-rendered pages use: a corpus of the press, its pages, a parser."""

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

from fastapi import FastAPI

from rag.types import Corpus, Segment, Source
from ui.web import about, assets, glance, problems, security, sourcepage
from ui.web.limits import Allowance
from ui.web.settings import WebSettings

COPIED = "Le préfet a signé mardi l’arrêté qui ferme la halle aux grains de Vaubrun."

HALL = f"""La halle de Vaubrun ferme

{COPIED}

La halle aux grains de Vaubrun, construite en 1887, accueillait 40 commerçants.
La maire de Vaubrun, Odile Ferrandon, attend 300 000 euros de la région.

{COPIED}

À lire aussi : Le marché de Vaubrun déménage
"""

MARKET = f"""Le marché quitte la halle

{COPIED}

La halle aux grains de Vaubrun, construite en 1902, accueillait 40 commerçants.
Le marché se tient désormais place de la Gare.
"""

BRION = """Le pont de Brion ferme

Le pont suspendu de Brion, construit en 1931, a été fermé le 4 mars 2024 par la préfète, Anne Larcher.

Onze personnes ont été évacuées de Brion ce soir-là. L’Agence nationale des ponts (ANP) a relevé 412 fissures.
"""  # noqa: E501 - a paragraph is one line

VAUX = """À Brion, la fermeture du pont divise

Le pont de Brion, construit en 1937, enjambe la Sourde. Le 4 mars 2024, la préfète Anne Larcher l’a fermé.

Neuf personnes ont été évacuées de Brion, selon la mairie. Les experts ont relevé 412 fissures.
"""  # noqa: E501 - a paragraph is one line

WINDOWS = (
    "Un titre & <i>ses</i> balises\r\n\r\nDeux\u2028lignes\tà la suite, « l’une » "
    "\U0001f469\u200d\U0001f467 après l’autre.\r\n"
)

SOURCES = {"brion": BRION, "fenetres": WINDOWS, "halle": HALL, "marche": MARKET, "vaux": VAUX}

DESCRIBED = """
[[source]]
id = "halle"
title = "<script>window.pwned = 5</script> La halle"
publisher = 'Le "Petit" <b>Vaubrunois</b>'
author = "<img src=x onerror='window.pwned=6'>"
published = 2025-03-04
url = "https://vaubrun.example/halle?a=1&b=2"

[[source]]
id = "marche"
language = "en"
"""

PATHS = ("/sources", "/en-bref", "/a-propos", "/confidentialite", "/accessibilite")


def app_over(engine: object, web: WebSettings) -> FastAPI:
    """Return the server-rendered pages alone, as the application serves them, without Gradio."""
    # The test client's own name is known, as a server's would be.
    web = web.model_copy(update={"hosts": (*web.hosts, "testserver")})
    app = FastAPI(middleware=[*security.stack(web, Allowance(web.reads_per_minute))])
    problems.install(app)
    routers = (assets.router(), sourcepage.router(engine), about.router(web))
    for routes in (*routers, glance.router(engine)):
        app.include_router(routes)
    return app


def engine_of(text: str, segments: list[Segment]) -> SimpleNamespace:
    """Return what the pages need of an engine over one source, cut as given."""
    source = Source(id="x", path="x.txt", text=text, digest="")
    corpus = Corpus((source,))
    index = SimpleNamespace(passages=())
    return SimpleNamespace(corpus=corpus, segments={"x": tuple(segments)}, index=index)


class Shown(HTMLParser):
    """Reads a page as written: the text of the source on it, and where it is marked."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marks = "", []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in {"meta", "link"}:
            return
        inside = "words" in dict(attrs).get("class", "").split()
        self._open.append((tag, inside or (bool(self._open) and self._open[-1][1])))
        if tag == "mark":
            self.marks.append((len(self.text), len(self.text)))

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        if self._open and self._open[-1][1]:
            self.text += data
            if self._open[-1][0] == "mark":
                self.marks[-1] = (self.marks[-1][0], len(self.text))


def write(folder: Path) -> Path:
    """Write the corpus in a folder, one file of which cannot be read."""
    for name, text in SOURCES.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / "<b>abîmé<b>.pdf").write_bytes(b"%PDF-1.7 rien")
    (folder / "sources.toml").write_text(DESCRIBED, encoding="utf-8")
    return folder
