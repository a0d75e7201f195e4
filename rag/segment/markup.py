"""What the layout says: the names, classes and roles around a block, in HTML and Markdown."""

from collections.abc import Sequence

from rag.segment.lines import Line
from rag.types import Zone

_WORDS: dict[Zone, str] = {
    Zone.CAPTION: "figcaption caption legende legend credit credits copyright cr figure wp-caption img",
    Zone.COMMENT: "comment comments commentaire commentaires reaction reactions disqus commentlist"
    " commenttext avis-lecteur",
    Zone.RELATED: "related relire lireaussi readmore recommended recommandations recommendations"
    " recos suggestions populaires popular trending rel similaires prolonger connexes aussi upnext"
    " jp-relatedposts crosslink",
    Zone.ADVERT: "ad ads adv advert advertisement adslot adsense pub publicite publicites sponsor"
    " sponsored sponsorise promo dfp taboola outbrain partenaire encart native banner-ad annonce"
    " annonces paywall abo offre offer",
    Zone.NAVIGATION: "nav navbar navigation menu breadcrumb breadcrumbs ariane fil footer toolbar"
    " share sharing partage social socials newsletter nl cookie cookies consent cmp rgpd tag tags"
    " tg search recherche login pagination pager button input label form skip topbar shr kicker"
    " surtitre rubrique category categorie outils tools banner contentinfo",
    Zone.BIOGRAPHY: "bio biography biographie authorbox about-author aboutauthor auteur-bio",
    Zone.BYLINE: "byline author auteur signature sig dateline date time published publication"
    " entry-meta postmeta meta pubdate vcard signataire reading-time",
    Zone.QUOTEBOX: "blockquote pullquote exergue verbatim quote citation quotebox cite q",
    Zone.STANDFIRST: "chapo chapeau standfirst lead lede intro excerpt dek deck summary accroche"
    " description sous-titre soustitre",
    Zone.TITLE: "h1 headline",
    Zone.SUBHEADING: "h2 h3 h4 h5 h6 intertitre subheading",
}
_ZONE_OF = {word: zone for zone, listed in _WORDS.items() for word in listed.split()}
_ROOT = frozenset({"body", "html"})
_WRAPPERS = frozenset({"article", "main", "section", "div"})
_SHORT_ONLY = frozenset({Zone.BYLINE, Zone.TITLE, Zone.SUBHEADING})


def shared_words(title: Line | None) -> frozenset[str]:
    """Return the words around the headline, headings apart: they wrap the page and tell nothing."""
    if title is None:
        return frozenset()
    return frozenset(word for word in title.hints if _ZONE_OF.get(word) is not Zone.TITLE)


def evidence(line: Line, ignored: frozenset[str]) -> Zone | None:
    """Return the zone that the nearest telling name around a line gives, or None.

    `ignored` holds the names that wrap the whole article.
    """
    return next((zone for zone in _found(line.hints, ignored) if _fits(zone, line)), None)


def _found(hints: Sequence[str], ignored: frozenset[str]) -> list[Zone]:
    found: list[Zone] = []
    for word in hints:
        if word in _ROOT:
            break
        zone = _ZONE_OF.get(word)
        if zone is not None and word not in ignored and word not in _WRAPPERS:
            found.append(zone)
    if Zone.BYLINE in found and Zone.BIOGRAPHY in found:
        found.insert(0, Zone.BIOGRAPHY)
    if "blockquote" in hints and Zone.COMMENT not in found:
        found.insert(0, Zone.QUOTEBOX)
    return found


def _fits(zone: Zone, line: Line) -> bool:
    return not (
        zone in _SHORT_ONLY and line.prose and line.words > 30
    )  # no headline, no byline is that long


def linked(line: Line) -> bool:
    """Say whether the whole line is a link."""
    return "all-links" in line.hints
