"""The pages that say what this site is: about, privacy, accessibility."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from rag.courtesy import load_numbers
from ui.web import about_texts
from ui.web.about_texts import Section, Text
from ui.web.settings import WebSettings
from ui.web.templates import page


def router(web: WebSettings) -> APIRouter:
    """Return the routes of the pages about the site."""
    routes = APIRouter()
    whom = about_texts.whom(web.operator, web.contact)
    lines = [line for line, _ in load_numbers().lines]

    def serve(path: str, text: Text, sections: Sequence[Section], **more: object) -> None:
        @routes.get(path, name=path)
        def about(request: Request) -> HTMLResponse:
            return page(request, "about.html", text=text, sections=sections, **more)

    serve("/a-propos", about_texts.ABOUT, (*about_texts.ABOUT.sections, whom), help=lines)
    serve("/confidentialite", about_texts.PRIVACY, (*about_texts.PRIVACY.sections, whom), help=())
    serve("/accessibilite", about_texts.ACCESS, (*about_texts.ACCESS.sections, whom), help=())
    return routes
