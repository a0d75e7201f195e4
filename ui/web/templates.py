"""The server-rendered pages' templates: Jinja with everything escaped, words from the catalogue."""

from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from ui.web import texts

_DROP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path fill="#0b5d66" d="M16 2C11 9 6 14 6 20a10 10 0 0 0 20 0C26 14 21 9 16 2z"/></svg>'
)

_ENVIRONMENT = Environment(
    loader=PackageLoader("ui.web", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals["texts"] = texts
_ENVIRONMENT.globals["icon"] = f"data:image/svg+xml,{quote(_DROP)}"


def render(name: str, **values: object) -> str:
    """Fill a template of this folder; every value is escaped."""
    return _ENVIRONMENT.get_template(name).render(values)
