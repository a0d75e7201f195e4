"""What the core's tests share: small sources, the values made of them, and engines over them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from rag import Engine, HashingEncoder, Settings, Source, Span, Zone
from rag.embed.encoder import Vectors
from rag.text.plain import lay_out

ARTICLES = {
    "proces.txt": (
        "Le parquet de Lyon ouvre dix-huit enquêtes\n\n"
        "Le parquet de Lyon a ouvert 18 procédures en 2023 contre le site Exemple, où des mineurs "
        "étaient piégés par des inconnus. Les plaignants attendent une date de procès.\n\n"
        "Le procureur Jean Martin a annoncé la fermeture du site mardi 4 juin 2024, au terme d’une "
        "enquête conduite avec la gendarmerie et l’agence européenne Eurojust.\n"
    ),
    "ponts.txt": (
        "Nantes compte ses ponts\n\n"
        "La ville de Nantes compte 42 ponts sur la Loire et sur l’Erdre, d’après un inventaire "
        "publié lundi par la mairie. Le plus ancien date de 1821 et sera restauré.\n\n"
        "« Nous fermerons le pont de Pirmil pendant trois semaines », a prévenu Mme Claire Dubois, "
        "adjointe aux transports, devant le conseil municipal réuni vendredi.\n"
    ),
    "chenes.txt": (
        "Douze chênes pour la place Viarme\n\n"
        "La commune a planté 12 chênes sur la place Viarme, pour un coût de 23\u202f051 euros. "
        "Les jardiniers les arroseront deux fois par semaine jusqu’en septembre.\n"
    ),
}
"""Three short articles, one a file."""

# Whatever a file may hold: no lone surrogates, and the controls that text keeps.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("𝒜🏛️🇫🇷 \n\t.,«»’")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return folder


def settings_on(folder: Path, cache: Path, **given: object) -> Settings:
    """Return settings for a folder, with the test double of the model, every zone switched on.

    Such small texts are no press pages: which zone their lines are told to be is another test's.
    """
    base = {"sources": folder, "cache": cache, "model": "hashing", "zones": list(Zone)}
    return Settings.model_validate(base | given)


def engine_on(folder: Path, cache: Path, **given: object) -> Engine:
    """Open an engine on a folder, with the test double of the model."""
    return Engine.open(settings_on(folder, cache, **given))


def source(text: str, source_id: str = "a", digest: str = "", **known: str | None) -> Source:
    """Make a source of plain text, without a file."""
    path, blocks = f"{source_id}.txt", lay_out(text)
    return Source(id=source_id, path=path, text=text, digest=digest, blocks=blocks, **known)


sources = st.builds(source, TEXTS)


@st.composite
def spans(draw: st.DrawFn, within: Span | Source) -> Span:
    """Draw a span of a source, or one inside another span."""
    if isinstance(within, Source):
        within = Span(within, 0, len(within.text))
    start = draw(st.integers(within.start, within.end - 1))
    return Span(within.source, start, draw(st.integers(start + 1, within.end)))


class CountingEncoder:
    """The test double of the model, that remembers which passages it was given."""

    def __init__(self, dimension: int = 64, revision: str = "1") -> None:
        self._inner = HashingEncoder(dimension)
        self.name, self.dimension, self.revision = "counting", dimension, revision
        self.embedded: list[str] = []

    def passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Embed passages, and remember them."""
        self.embedded.extend(texts)
        return self._inner.passages(texts, progress)

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """Embed sentences."""
        return self._inner.sentences(texts)

    def query(self, text: str) -> Vectors:
        """Embed a question."""
        return self._inner.query(text)


ZONES = st.sampled_from(Zone)
