"""What is a letter, a word and a sentence, in every script."""

import unicodedata

import numpy as np
import pytest

from app.engine import clean
from app.engine.characters import LOWER, SIZE, SPACELESS, UPPER, classes_of
from app.engine.folding import fold_blocks

TATWEEL = "ـ"  # only stretches a word, and is left out where words are compared
LETTERS = [letter for letter in map(chr, range(SIZE)) if unicodedata.category(letter)[0] == "L" and letter != TATWEEL]

#: A headline and two sentences in scripts that few sites use.
SENTENCES = {
    "Adlam": (
        "𞤋𞤲𞥆𞤢𞤥𞤢 𞤢𞥄𞤣𞤫𞥅𞤶𞤭 𞤬𞤮𞤬",
        "𞤋𞤲𞥆𞤢𞤥𞤢 𞤢𞥄𞤣𞤫𞥅𞤶𞤭 𞤬𞤮𞤬 𞤨𞤮𞤼𞤭, 𞤲𞤣𞤭𞤥𞤯𞤭𞤣𞤭 𞤫 𞤶𞤭𞤦𞤭𞤲𞤢𞤲𞥆𞤣𞤫 𞤼𞤮 𞤦𞤢𞤲𞥆𞤺𞤫 𞤸𞤢𞤳𞥆𞤫𞥅𞤶𞤭.",
        "𞤋𞤲𞥆𞤢𞤥𞤢 𞤢𞥄𞤣𞤫𞥅𞤶𞤭 𞤬𞤮𞤬 𞤲𞤣𞤭𞤥𞤯𞤭𞤣𞤭 𞤫 𞤶𞤭𞤦𞤭𞤲𞤢𞤲𞥆𞤣𞤫.",
    ),
    "Javanese": (
        "ꦲꦤꦕꦫꦏꦢꦠꦱꦮꦭ",
        "ꦱꦧꦼꦤ꧀ꦲꦸꦮꦺꦴꦁꦏꦭꦲꦶꦫꦏꦺꦏꦤ꧀ꦛꦶꦩꦂꦢꦶꦏꦭꦤ꧀ꦢꦂꦧꦺꦩꦂꦠꦧꦠ꧀ꦭꦤ꧀ꦲꦏ꧀ꦲꦏ꧀ꦏꦁꦥꦝ꧉",
        "ꦲꦤꦕꦫꦏ꧈ꦢꦠꦱꦮꦭ꧈ꦥꦝꦗꦪꦚ꧈ꦩꦒꦧꦛꦔ꧉",
    ),
    "Yi": (
        "ꊿꂷꃅꄿꐨꐥ",
        "ꊿꂷꃅꄿꐨꐥ，ꌅꍂꁨꂛꊨꅫꃀꐥꌐ。",
        "ꊿꊇꉪꍆꌋꆀꁨꉌꑌꐥ，ꄷꀋꁨꂛꊨꅫꃀꃅꐥꄡꑟ。",
    ),
}


def test_every_letter_is_one_whether_it_is_measured_or_folded() -> None:
    measured = classes_of(np.array([ord(letter) for letter in LETTERS], np.uint32))
    page = fold_blocks(LETTERS)

    assert set(measured.tolist()) == {LOWER, UPPER, SPACELESS}
    assert page.classes[page.starts + 1].tolist() == measured.tolist()  # behind the mark before the first letter


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("script", SENTENCES)
def test_an_article_in_a_rare_script_is_kept(script: str, kind: str) -> None:
    title, one, other = SENTENCES[script]
    paragraphs = [f"{one} {other} " * count + one for count in (2, 3, 4)]
    marked = f"<h1>{title}</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    article = clean(marked if kind == "html" else "\n\n".join([title, *paragraphs]))

    assert article.verdict == "ok"
    assert article.text == "\n\n".join(paragraphs)


@pytest.mark.parametrize("text", ["😀", "🇵🇱", "🏴\U000e0067\U000e007f", "\U000f0000", "\ud800", "\U0010ffff"])
def test_pictures_and_what_is_no_character_are_no_words(text: str) -> None:
    page = fold_blocks([text])

    assert not page.is_word.any()
    assert clean(f"{text}\n").text == ""
