"""The API's description (OpenAPI 3.1) and its viewer, whose files are on this machine.

The viewer is Swagger UI as the package `fastapi-offline` carries it, on a page of ours: without
inline script, so that its policy can forbid them.
"""

from importlib import metadata, resources

from fastapi import APIRouter, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse

from ui.web import api_texts, bodies, schema
from ui.web.security import VIEWER
from ui.web.templates import render

DESCRIPTION = "/api/openapi.json"

_START = """\
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#viewer",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  validatorUrl: null,
});
"""
_KEPT = {"Cache-Control": "max-age=3600"}
_REF = "#/components/schemas/{model}"


def router(*described: APIRouter) -> APIRouter:
    """Return the routes of the description of other routes, and of its viewer."""
    routes = APIRouter(include_in_schema=False)
    document = describe(*described)
    files = resources.files("fastapi_offline").joinpath("static")
    script = files.joinpath("swagger-ui-bundle.js").read_bytes()
    style = files.joinpath("swagger-ui.css").read_bytes()
    page = render("viewer.html", words=api_texts, description=DESCRIPTION)

    @routes.get(DESCRIPTION)
    async def description() -> JSONResponse:
        return JSONResponse(document)

    @routes.get(VIEWER)
    async def viewer() -> HTMLResponse:
        return HTMLResponse(page)

    @routes.get(f"{VIEWER}/swagger-ui.js")
    async def bundle() -> Response:
        return Response(script, media_type="text/javascript", headers=_KEPT)

    @routes.get(f"{VIEWER}/swagger-ui.css")
    async def stylesheet() -> Response:
        return Response(style, media_type="text/css", headers=_KEPT)

    @routes.get(f"{VIEWER}/start.js")
    async def start() -> Response:
        return Response(_START, media_type="text/javascript", headers=_KEPT)

    return routes


def describe(*routers: APIRouter) -> dict[str, object]:
    """Return the OpenAPI document of some routes."""
    document = get_openapi(
        title=api_texts.TITLE,
        version=metadata.version("sourcier"),
        description=api_texts.DESCRIPTION,
        routes=[route for router in routers for route in router.routes],
    )
    # FastAPI knows the models that routes give, not those that are read by hand or go wrong.
    for model in (bodies.Ask, bodies.Feedback, schema.Problem):
        shape = model.model_json_schema(ref_template=_REF)
        shape.pop("description", None)  # a docstring, which is English
        document["components"]["schemas"][model.__name__] = shape
    return document
