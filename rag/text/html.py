"""HTML to blocks: the text a browser shows, one block per run of inline content.

The extracted text is the blocks' texts with a newline between them. White space collapses as in a
browser (CSS Text 3, section 4), no-break spaces stay. What a page hides for sure is left out;
without its style sheets nothing else can be known to be invisible, so all the rest is kept.
"""

import re
from dataclasses import replace

import lxml.html
from lxml import etree

from rag import messages
from rag.errors import SourcesError
from rag.text.decode import decode_page
from rag.text.flow import Context, Flow
from rag.text.metadata import Extract
from rag.text.page import describe_page
from rag.types import Block

_SET_APART = """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing
    main menu nav ol optgroup option p pre search section summary table tbody td textarea tfoot th
    thead tr ul xmp
"""
BLOCKS = frozenset(_SET_APART.split())
"""Elements that a browser sets on lines of their own, and the cells and buttons it sets apart."""

_NOT_SHOWN = """
    area audio base canvas datalist embed head iframe link map meta noembed noframes noscript
    object param rp script select source style svg template title track video
"""
_UNSEEN = frozenset(_NOT_SHOWN.split())
_UNDISPLAYED = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE
)
# Assistive technology alone is told to skip `aria-hidden`: such text is often seen. It is taken for
# hidden only when a word beside it says so.
_PUT_AWAY = re.compile(
    r"(?<![^\W_])(?:hidden|hide|invisible|offscreen|modal|dialog|tooltip)(?![^\W_])"
)
_PRESERVED = frozenset({"pre", "textarea", "listing", "xmp"})
_PRESSED = frozenset({"submit", "button", "reset"})
# A page ends where its bytes end: the parser would drop what stands after a first end tag.
_END_TAGS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)


def read_page(data: bytes) -> Extract:
    """Read an HTML file.

    Raises:
        SourcesError: when it is empty, no text, beyond the parser's limits, or shows nothing.
    """
    markup, encoding = decode_page(data)
    document = parse(markup)
    text, blocks = lay_out(document)
    return Extract(text, encoding, blocks, describe_page(document))


def parse(markup: str) -> lxml.html.HtmlElement:
    """Parse a page, however malformed: no network, no entities but HTML's own, sizes bounded.

    Raises:
        SourcesError: when nothing can be made of it, or when a part would be lost.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        document = lxml.html.document_fromstring(
            _END_TAGS.sub("", markup).encode("utf-8"), parser=parser
        )
    except (etree.LxmlError, ValueError) as error:
        # lxml says that a document is empty just as it says that it is broken.
        empty = isinstance(error, etree.ParserError) and not parser.error_log
        reason = messages.FILE_NO_TEXT if empty else messages.HTML_DAMAGED
        raise SourcesError(reason) from error
    # Past one of its limits the parser stops: what follows would be lost unsaid.
    limits = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    if any(entry.type == limits for entry in parser.error_log):
        raise SourcesError(messages.HTML_LIMITS)
    return document


def lay_out(document: lxml.html.HtmlElement) -> tuple[str, tuple[Block, ...]]:
    """Return the visible text of a document and its blocks, offsets in code points.

    Raises:
        SourcesError: when the document shows no text.
    """
    flow = Flow()
    contexts = [Context(document, document)]
    walker = etree.iterwalk(document, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            context = _inside(contexts[-1], element)
            contexts.append(context)
            if context.unseen:
                walker.skip_subtree()
            else:
                _open(flow, context)
        else:
            context = contexts.pop()
            if context.block is element and not context.unseen:
                flow.close()
            if element.tail and element is not document:
                flow.add(element.tail, contexts[-1])
    text, blocks = flow.finish()
    if not blocks:
        raise SourcesError(messages.FILE_NO_TEXT)
    return text, blocks


def _inside(outer: Context, element: lxml.html.HtmlElement) -> Context:
    """Return the context of an element's own text."""
    tag = element.tag
    return Context(
        element,
        element if tag in BLOCKS else outer.block,
        link=outer.link or (tag == "a" and "href" in element.attrib),
        italic=outer.italic or tag in {"em", "i"},
        bold=outer.bold or tag in {"strong", "b"},
        preserved=outer.preserved or tag in _PRESERVED,
        unseen=_unseen(element),
    )


def _open(flow: Flow, context: Context) -> None:
    """Enter an element: its boundary, or the text it shows by itself."""
    element = context.element
    if context.block is element:
        flow.close()
    if element.tag == "br":
        flow.break_line(context)
    elif element.tag == "input" and element.get("type", "").lower() in _PRESSED:
        flow.close()
        flow.add(element.get("value", ""), replace(context, block=element))
        flow.close()
    elif element.text:
        flow.add(element.text, context)


def _unseen(element: lxml.html.HtmlElement) -> bool:
    """Say whether a page hides an element for sure. Scripts may unhide a whole body: it is kept."""
    if element.tag in {"html", "body"}:
        return False
    if element.tag in _UNSEEN or _UNDISPLAYED.search(element.get("style", "")):
        return True
    if element.get("hidden", "until-found").strip().lower() != "until-found":
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    named = f"{element.get('class', '')} {element.get('role', '')}".lower()
    return element.get("aria-hidden", "").lower() == "true" and bool(_PUT_AWAY.search(named))
