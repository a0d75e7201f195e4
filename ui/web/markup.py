"""HTML whose every foreign character stands for itself, in Markdown too.

Gradio's chat reads a message as Markdown, then as HTML. Every ASCII character that is neither a
letter, a digit nor a space is therefore written as a character reference: Markdown sees no mark
in it and HTML no tag, and the reader sees the character (measured in the browser, Gradio 6.31).
"""

import re

_SPECIAL = re.compile(r"[\x00-\x1f!-/:-@\[-`{-\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def escape(text: str) -> str:
    """Return HTML, safe in Markdown and in a quoted attribute, that shows exactly `text`."""
    whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return _SPECIAL.sub(lambda found: f"&#{ord(found.group())};", whole)


def element(name: str, content: str, class_name: str = "") -> str:
    """Return an element around HTML."""
    opening = f'<{name} class="{class_name}">' if class_name else f"<{name}>"
    return f"{opening}{content}</{name}>"


def told(name: str, text: str, class_name: str = "") -> str:
    """Return an element that shows `text`."""
    return element(name, escape(text), class_name)


def hidden(text: str, class_name: str) -> str:
    """Return a text that the page's script reads, and nobody sees."""
    return f'<span hidden class="{class_name}">{escape(text)}</span>'


def button(text: str, class_name: str) -> str:
    """Return a button that the page's script answers to, by its class."""
    return f'<button type="button" class="{class_name}">{escape(text)}</button>'


def link(address: str, text: str, title: str, class_name: str) -> str:
    """Return a link. Gradio opens it in a new window; the title says so, as it must."""
    opening = f'<a class="{class_name}" href="{escape(address)}" title="{escape(title)}">'
    return f"{opening}{escape(text)}</a>"
