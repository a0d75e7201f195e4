"""What a person takes away says what the page says, and no sign of a source is a mark there."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from webkit import MUSEUM_QUESTION, TRAP_QUESTION

from rag import Engine, Question, record
from ui.texts import quoted
from ui.web import download, page_texts

MARKS = st.text("*_`~#<>[]()!\\|$&:;/.+-=@\"'{}^ \n1ax", max_size=60)
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


def read(markdown: str) -> html.HtmlElement:
    """Read Markdown by another program than ours, raw HTML allowed."""
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return html.fragment_fromstring(rendered.render(markdown), create_parent="div")


@given(st.one_of(MARKS, WORDS))
def test_words_are_themselves_in_markdown(words: str) -> None:
    shown = read(f"avant\n\n{download.plain(words)}\n\naprès")
    one_line = " ".join(re.split(r"\s*\n\s*", words.strip()))
    assert {node.tag for node in shown.iter()} <= {"div", "p"}
    said = re.sub(r"\s+", " ", shown.text_content()).strip()
    assert said == re.sub(r"\s+", " ", f"avant {one_line} après").strip()


def test_an_answer_is_taken_with_its_citations(engine: Engine) -> None:
    given_ = record(engine.ask(Question(TRAP_QUESTION)))
    [citation] = given_["citations"]
    quote = " ".join(citation["quote"].split("\n"))
    taken = download.text(given_)
    assert taken.startswith(f"{TRAP_QUESTION}\n\n{given_['answer']}\n\n[1] ")
    assert quoted(quote) in taken
    assert citation["label"] in taken
    assert citation["url"] in taken
    page = read(download.markdown(given_))
    assert page.xpath("string(.//h2)") == TRAP_QUESTION
    assert page.xpath("string(.//blockquote/p[1])") == quote
    assert [link.get("href") for link in page.iter("a")] == [citation["url"]]
    assert not page.xpath(".//script | .//img | .//b | .//em | .//code | .//del")


def test_a_refusal_is_taken_with_the_nearest_passages(doubting_engine: Engine) -> None:
    given_ = record(doubting_engine.ask(Question(MUSEUM_QUESTION)))
    taken = download.text(given_)
    assert given_["answer"] in taken
    assert all(citation["label"] in taken for citation in given_["nearest"])


def test_a_conversation_is_taken_whole(engine: Engine) -> None:
    asked = (MUSEUM_QUESTION, TRAP_QUESTION)
    records = [record(engine.ask(Question(question))) for question in asked]
    assert json.loads(download.conversation_json(records)) == {"records": records}
    page = read(download.conversation_markdown(records))
    assert [node.text_content() for node in page.iter("h1", "h2")] == [page_texts.RECORDED, *asked]
    assert engine.corpus.fingerprint in page.text_content()
