"""All phrases of the word lists, and what is found in a text."""

from collections.abc import Sequence

from hypothesis import strategies as st

from app.engine.folding import FIRST, LAST, fold_blocks
from app.engine.lexicon import COLUMNS
from app.engine.phrases import Phrases, find_phrases
from app.engine.word_lists import languages, read_list

#: All phrases of all lists.
PHRASES = [
    text
    for language in languages()
    for kinds in read_list(language).values()
    for texts in kinds.values()
    for text in texts
]

#: Texts of the blocks of a page, phrases among them.
BLOCKS = st.lists(
    st.one_of(
        st.text(st.characters(), max_size=30),  # surrogates too
        st.sampled_from(PHRASES[::197]),
    ),
    max_size=12,
)


def found_in(blocks: Sequence[str]) -> Phrases:
    return find_phrases(fold_blocks(blocks))


def fold(text: str) -> str:
    """A phrase without markers and space around it."""
    return fold_blocks([text]).text.replace(FIRST, "").replace(LAST, "").strip()


def columns_of(text: str) -> set[tuple[str, str]]:
    hits = found_in([text]).hits[0]
    return {column for column, hit in zip(COLUMNS, hits, strict=True) if hit}
