import re
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag import messages
from rag.errors import SourcesError
from rag.text.html import BLOCKS, read_page

APART = "\x1e"
OUTER = ["div", "section", "article", "blockquote", "figure", "figcaption", "aside", "x-card"]
INNER = ["span", "em", "strong", "b", "mark", "x-word"]

words = st.text(
    st.sampled_from(" \n\té«»&<>’\u00a0\u202f\u200b😀") | st.characters(categories=["L", "N", "P"]),
    max_size=20,
)
trees = st.recursive(
    words,
    lambda children: st.tuples(st.sampled_from(OUTER + INNER), st.lists(children, max_size=5)),
    max_leaves=25,
)


def markup(tree) -> str:
    if isinstance(tree, str):
        return escape(tree)
    name, children = tree
    return f"<{name}>{''.join(map(markup, children))}</{name}>"


def shown(tree) -> str:
    """The text of a tree, with a mark wherever a browser starts a new line."""
    if isinstance(tree, str):
        return tree
    name, children = tree
    inside = "".join(map(shown, children))
    return f"{APART}{inside}{APART}" if name in BLOCKS else inside


def lines(tree) -> list[str]:
    runs = (re.sub(r"[ \t\n]+", " ", run).strip() for run in shown(tree).split(APART))
    return [run for run in runs if run.replace("\u200b", "").strip()]


def page(body: str) -> str:
    return f"<!DOCTYPE html><html lang=fr><head><title>T</title></head><body>{body}</body></html>"


def blocks(body: str) -> list[str]:
    extract = read_page(page(body).encode())
    return [extract.text[block.start : block.end] for block in extract.blocks]


def only_block(body: str):
    extract = read_page(page(body).encode())
    (block,) = extract.blocks
    return extract.text, block


@given(trees)
@example(("div", ["un", ("span", ["deux ", ("div", [" trois"]), "quatre"]), " cinq"]))
def test_the_text_is_that_of_the_tree_cut_at_its_blocks(checked, tree) -> None:
    extract = read_page(page("<p>début</p>" + markup(tree)).encode())
    found = checked(extract.text, extract.blocks)
    assert found == ["début", *lines(tree)]
    assert extract.text == "\n".join(found)


@given(st.text("<>/=\"' abdivp!-&;#xé\n", max_size=200))
@example("</p><div><b>a<p>b</b>c</div></span><td>d<li>e<table>f<tr>g")
@example("<p>a</p></body></html><p>b</p><html><body>c")
def test_no_mark_up_is_too_malformed(checked, body: str) -> None:
    extract = read_page(("<p>début</p>" + body).encode())
    assert extract.text == "\n".join(checked(extract.text, extract.blocks))
    assert extract.text.startswith("début")


def test_white_space_collapses_but_no_break_spaces_stay() -> None:
    assert blocks(
        "<p>\n un  <b> deux</b>\ttrois&nbsp;:\u202f !\n</p><p>&nbsp;</p><p>\u200b</p>"
    ) == ["un deux trois\u00a0:\u202f !"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>un<br>deux <br/> trois</p>", ["un\ndeux\ntrois"]),
        ("<p>un<br><br>deux<br>\n<br>&nbsp;<br>trois<br></p>", ["un", "deux", "trois"]),
        ("<p><br>un<b><br></b><i><br>deux</i></p>", ["un", "deux"]),
        ("<pre>\n  un\n    deux  \n\n trois\n</pre>", ["  un\n    deux  \n\n trois"]),
        (
            "<div>un<p>deux</p>trois<ul><li>quatre<li>cinq</ul>six</div>",
            ["un", "deux", "trois", "quatre", "cinq", "six"],
        ),
        ("<table><tr><th>un<td>deux<tr><td>trois</table>", ["un", "deux", "trois"]),
        ("<span>un</span><!-- non --><span>-deux</span>", ["un-deux"]),
        ("<p>un <pre>deux\n  trois</pre>", ["un", "deux\n  trois"]),
        ("texte nu", ["texte nu"]),
        ("<p>un</p><hr><p>deux</p>", ["un", "deux"]),
    ],
)
def test_a_block_is_a_run_of_inline_content(body: str, expected: list[str]) -> None:
    assert blocks(body) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript><p>x</p></noscript>",
        "<template><p>x</p></template>",
        "<svg><title>x</title><text>x</text></svg>",
        "<select><option>x</select>",
        "<iframe>x</iframe>",
        "<div hidden>x</div>",
        "<p style='color: red; display : NONE'>x</p>",
        "<p style='visibility:hidden'>x</p>",
        "<dialog>x</dialog>",
        "<div aria-hidden=true class='modal fade'>x</div>",
        "<div aria-hidden='true' role=dialog>x</div>",
        "<!-- x -->",
        "<?php x ?>",
    ],
)
def test_what_is_hidden_for_sure_is_left_out(hidden: str) -> None:
    assert blocks(f"<p>avant</p>{hidden}<p>après</p>") == ["avant", "après"]
    assert blocks(f"<div>de {hidden}suite</div>") == ["de suite"]


@pytest.mark.parametrize(
    "seen",
    [
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<form><label>x</label></form>",
        "<button>x</button>",
        "<input type=submit value=x>",
        "<div aria-hidden=true>x</div>",
        "<div aria-hidden=false class=modal>x</div>",
        "<div hidden=until-found>x</div>",
        "<dialog open>x</dialog>",
        "<details><summary>x</summary></details>",
        "<p style='display:block'>x</p>",
        "<p class=hidden>x</p>",
        "<textarea>x</textarea>",
    ],
)
def test_what_may_be_seen_is_kept(seen: str) -> None:
    assert blocks(f"<p>avant</p>{seen}<p>après</p>") == ["avant", "x", "après"]


def test_a_body_that_a_script_would_show_is_kept() -> None:
    assert read_page(b"<body style='visibility:hidden' hidden><p>un</p></body>").text == "un"


ARTICLE = """
<article id="main-article" class="post">
  <header><h1 itemprop="headline">Le site est fermé</h1>
    <p class="byline vcard">Par <a href="/a">A. Boero</a></p></header>
  <div itemprop="articleBody">Une coupure permise.
    <figure><img src="x.jpg">
      <figcaption class="wp-caption-text">La page, avant</figcaption></figure>
    <div data-testid="RelatedLinks"><a href="/b">À lire aussi</a></div>
    <p><em>« Une excellente nouvelle »</em></p><p><strong>Une enquête</strong></p>
  </div>
</article>
<section role="region" data-component="comments_list"><div class="comment">
  <span class="legende">yann214</span></div></section>
"""


def test_each_part_of_an_article_keeps_its_place_and_its_evidence() -> None:
    extract = read_page(page(ARTICLE).encode())
    found = {extract.text[block.start : block.end]: block for block in extract.blocks}
    assert list(found) == [
        "Le site est fermé",
        "Par A. Boero",
        "Une coupure permise.",
        "La page, avant",
        "À lire aussi",
        "« Une excellente nouvelle »",
        "Une enquête",
        "yann214",
    ]
    article = ("article", "post", "main", "body", "html")
    inside = ("div", "articlebody", *article)
    assert [(block.tag, block.hints) for block in found.values()] == [
        ("h1", ("h1", "headline", "header", *article)),
        ("p", ("p", "byline", "vcard", "header", *article)),
        ("div", inside),
        ("figcaption", ("figcaption", "wp", "caption", "text", "figure", *inside)),
        ("div", ("a", "div", "relatedlinks", *inside[1:], "all-links")),
        ("p", ("em", "p", *inside, "all-italic")),
        ("p", ("strong", "p", *inside, "all-bold")),
        (
            "div",
            (
                *("span", "legende", "div", "comment"),
                *("section", "region", "comments", "list", "body", "html"),
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("body", "covers"),
    [
        ("<a href=/x><h3>un titre</h3></a>", {"all-links"}),
        ("<ul><li><a href=/x>un</a> | <a href=/y>deuxième lien</a></li></ul>", {"all-links"}),
        ("<p>lire <a href=/x>un titre</a></p>", set()),
        ("<p><a name=x>une ancre</a></p>", set()),
        ("<p><i>tout</i> <em>est dit</em></p>", {"all-italic"}),
        ("<p><b><i>tout</i></b></p>", {"all-bold", "all-italic"}),
        ("<p><b>un</b> mot</p>", set()),
    ],
)
def test_what_covers_a_block_is_said(body: str, covers: set[str]) -> None:
    _, block = only_block(body)
    assert {hint for hint in block.hints if hint.startswith("all-")} == covers


def test_hints_are_bounded_and_without_repeats() -> None:
    body = "<a href=/x>texte</a>"
    for number in range(200):
        body = f"<div class='c{number} card'>{body}</div>"
    _, block = only_block(body)
    assert len(block.hints) == 60 == len(set(block.hints))
    assert block.hints[:4] == ("a", "div", "c0", "card")
    assert block.hints[-1] == "all-links"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><head><title>T</title></head><body><img></body></html>", messages.FILE_NO_TEXT),
        (b"<!-- rien -->", messages.FILE_NO_TEXT),
        (b"<script>x</script>", messages.FILE_NO_TEXT),
        (b"<div>" * 5000 + b"x", messages.HTML_LIMITS),
        (b"<p>" + b"x" * 11_000_000, messages.HTML_LIMITS),
        (b"", messages.FILE_EMPTY),
        (b"<p>\0</p>", messages.FILE_BINARY),
    ],
)
def test_a_page_that_cannot_be_read_whole_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourcesError) as refused:
        read_page(data)
    assert str(refused.value) == reason


def test_entities_are_those_of_html_alone() -> None:
    declared = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    extract = read_page(f"{declared}<p>&x; &eacute;&#8217;</p>".encode())
    assert extract.text.endswith("&x; é’")
    assert "root:" not in extract.text


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_the_charset_of_the_page_is_obeyed(encoding: str) -> None:
    data = page(f"<meta charset={encoding}><p>été</p>").encode(encoding)
    assert read_page(data).text == "été"
