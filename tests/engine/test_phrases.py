"""Phrases are found where their kind says."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.folding import fold_blocks
from app.engine.lexicon import COLUMNS
from app.engine.whole import MAX_CHARS, hash_cores
from tests.engine.phrases import BLOCKS, PHRASES, columns_of, found_in


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("KOMENTARZE (9)", ("comment", "section")),
        ("» Najnowsze komentarze «", ("comment", "section")),
        ("Comments 12", ("comment", "section")),
        ("4 thoughts on the bridge", ("comment", "section")),
        ("4 thoughts on the bridge", ("comment", "opens")),
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ: Η μεγάλη πλημμύρα", ("related", "opens")),
        ("Citeste si: Ce se intampla cu apa", ("related", "opens")),
        ("İLGİLİ HABERLER", ("related", "section")),
        ("相关阅读：三峡水位上涨", ("related", "opens")),
        ("関連記事", ("related", "section")),
        ("यह भी पढ़ें: नदी का पानी बढ़ा", ("related", "opens")),
        ("اقرأ أيضًا: ارتفاع منسوب النهر", ("related", "opens")),
        ("קראו גם: הנהר עלה על גדותיו", ("related", "opens")),
        ("อ่านเพิ่มเติม: น้ำในแม่น้ำสูงขึ้น", ("related", "opens")),
        ("3 lata temu", ("time", "contains")),
        ("hace 12 minutos", ("time", "contains")),
        ("5小时前", ("time", "contains")),
        ("12 Mayıs 2021", ("time", "months")),
        ("Fot. Jan Kowalski", ("caption", "leads")),
        ("The bridge at dawn. © Getty Images", ("caption", "ends")),
        ("الجسر عند الفجر (رويترز)", ("caption", "ends")),
        ("By Ana Novak", ("byline", "leads")),
        ("©2024 Example. All rights reserved.", ("legal", "contains")),
        ("Seguici suTelegram", ("promotion", "opens")),
        ("(C) 2024", ("legal", "whole")),
        ("(P)", ("promotion", "section")),
        ("× x", ("interface", "whole")),
        ("Tag:", ("navigation", "whole")),
        ("© DPA", ("caption", "whole")),
        ("Von", ("byline", "whole")),
        ("SEE ALSO | The river falls", ("related", "opens")),
        ("See also – The river falls", ("related", "opens")),
        ("Siehe auch — Der Fluss fällt", ("related", "opens")),
        ("Más información | El río baja", ("related", "opens")),
        ("À LIRE – Le fleuve baisse", ("related", "opens")),
        ("403 Forbidden", ("verdict", "error")),
        ("→ Read more: The river falls", ("related", "opens")),
        (">> Lees ook: Het water zakt", ("related", "opens")),
        ("Enter your email to subscribe", ("promotion", "opens")),
        ("Estimated reading time: 4 minutes", ("interface", "opens")),
        ("Join Date: Mar 2009", ("byline", "opens")),
        ("Schriftgröße anpassen", ("interface", "whole")),
        ("Rzeka opada, zdjęcie ilustracyjne", ("caption", "ends")),
        ("Biz ve 812 iş ortağımız bilgileri saklarız", ("verdict", "consent")),
        ("Lehekülge ei leitud", ("verdict", "error")),
        ("المحتوى غير متوفر حاليا", ("verdict", "error")),
        ("Bevestig dat je geen robot bent", ("verdict", "blocked")),
        ("Kinnitage, et te ei ole robot", ("verdict", "blocked")),
        ("Tämä artikkeli on tilaajille", ("verdict", "paywall")),
        ("Atingiu o limite de artigos gratuitos", ("verdict", "paywall")),
        ("เนื้อหาเฉพาะสมาชิก", ("verdict", "paywall")),
        ("Logi sisse ja loe edasi", ("verdict", "paywall")),
        ("Xác minh bạn là con người", ("verdict", "blocked")),
        ("ဆက်စပ်သတင်းများ", ("related", "section")),
        ("ဓာတ်ပုံ - မောင်မောင်", ("caption", "opens")),
        ("လွန်ခဲ့သော ၃ နာရီက", ("time", "contains")),
        ("အနာဂတ်တံတား (ဓာတ်ပုံ - AFP)", ("caption", "contains")),
        ("អានបន្ថែម ៖ ទឹកទន្លេឡើង", ("related", "opens")),
        ("មតិយោបល់ (៣)", ("comment", "section")),
        ("៣ ម៉ោងមុន", ("time", "contains")),
        ("ប្រភព: កោះសន្តិភាព", ("byline", "opens")),
        ("ຂ່າວທີ່ກ່ຽວຂ້ອງ", ("related", "section")),
        ("ທີ່ມາ: ຂ່າວສານປະເທດລາວ", ("byline", "opens")),
        ("यो पनि पढ्नुहोस्: खोलाको पानी बढ्यो", ("related", "opens")),
        ("३ घण्टा अगाडि", ("time", "contains")),
        ("तपाईंको इमेल ठेगाना प्रकाशित गरिने छैन।", ("comment", "opens")),
        ("हेही वाचा: नदीचे पाणी वाढले", ("related", "opens")),
        ("© 2024 सर्व हक्क राखीव", ("legal", "contains")),
        ("සියලුම හිමිකම් ඇවිරිණි", ("legal", "contains")),
        ("සබැඳි පුවත්: ගං වතුර", ("related", "opens")),
        ("આ પણ વાંચો: નદીનું પાણી વધ્યું", ("related", "opens")),
        ("પ્રતિભાવ આપો", ("comment", "section")),
        ("ఇవి కూడా చదవండి: నది పొంగింది", ("related", "opens")),
        ("3 గంటల క్రితం", ("time", "contains")),
        ("ಇದನ್ನೂ ಓದಿ: ನದಿ ಉಕ್ಕಿತು", ("related", "opens")),
        ("ಹಳೆಯ ಸೇತುವೆ (ಸಾಂದರ್ಭಿಕ ಚಿತ್ರ)", ("caption", "ends")),
        ("ഇതും വായിക്കുക: പുഴ കരകവിഞ്ഞു", ("related", "opens")),
        ("പേജ് കണ്ടെത്തിയില്ല", ("verdict", "error")),
        ("ਇਹ ਵੀ ਪੜ੍ਹੋ: ਦਰਿਆ ਚੜ੍ਹਿਆ", ("related", "opens")),
        ("ਸਾਰੇ ਹੱਕ ਰਾਖਵੇਂ ਹਨ", ("legal", "contains")),
        ("ଏହା ବି ପଢ଼ନ୍ତୁ: ନଦୀ ବଢ଼ିଲା", ("related", "opens")),
        ("ተጨማሪ ያንብቡ፦ ወንዙ ሞላ", ("related", "opens")),
        ("ከ3 ሰዓታት በፊት", ("time", "contains")),
        ("دا هم ولولئ: سیند ډک شو", ("related", "opens")),
        ("ټول حقونه خوندي دي", ("legal", "contains")),
        ("زیاتر بخوێنەرەوە: ئاوی ڕووبارەکە", ("related", "opens")),
        ("Nivîskar: Berfîn Demir", ("byline", "opens")),
        ("LESA EINNIG: Áin flæddi yfir bakka sína", ("related", "opens")),
        ("fyrir 3 klukkustundum", ("time", "contains")),
        ("Iruzkinak (4)", ("comment", "section")),
        ("2022ko otsailaren 1a", ("time", "months")),
        ("Máis lidas", ("related", "section")),
        ("Чытайце таксама: Рака выйшла з берагоў", ("related", "opens")),
        ("Каментары (12)", ("comment", "section")),
        ("Oʻxshash yangiliklar", ("related", "section")),
        ("O‘xshash yangiliklar", ("related", "section")),
        ("БАТАФСИЛ: Дарё тошди", ("related", "opens")),
        ("Холбоотой мэдээ", ("related", "section")),
        ("5 цагийн өмнө", ("time", "contains")),
        ("Окуй отуруңуз: Дарыя ташты", ("related", "opens")),
        ("Инчунин хонед: Дарё баланд шуд", ("related", "opens")),
        ("Basahin din: Tumaas ang tubig sa ilog", ("related", "opens")),
        ("Léigh freisin: Tá an abhainn ag ardú", ("related", "opens")),
        ("Cedwir pob hawl", ("legal", "contains")),
        ("Id-drittijiet kollha riżervati", ("legal", "contains")),
        ("Liest och: D'Waasser klëmmt", ("related", "opens")),
        ("prije 3 sedmice", ("time", "contains")),
        ("Legu ankaŭ: La rivero altiĝas", ("related", "opens")),
        ("Les eisini: Áin hækkar", ("related", "opens")),
        ("Karanta kuma: Ruwan kogi ya ƙaru", ("related", "opens")),
        ("Sidoo kale akhri: Biyaha webiga", ("related", "opens")),
        ("Wonke amalungelo agodliwe", ("legal", "contains")),
        ("Oríṣun àwòrán, Getty", ("caption", "opens")),
    ],
)
def test_phrases_are_found(text: str, column: tuple[str, str]) -> None:
    assert column in columns_of(text)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Najnowsze komentarze posłów wzburzyły wyborców", ("comment", "whole")),  # goes on
        ("Unread also: nothing", ("related", "opens")),  # does not begin the block
        ("Read alsoran", ("related", "whole")),  # no word boundary
        ("forgetty images", ("caption", "ends")),
        ("lata temu", ("time", "contains")),  # without its number
        ("He sold the picture to Getty Images.", ("caption", "ends")),  # a sentence
        ("Getty Images sold it", ("caption", "ends")),  # does not end the block
        ("By the sea they waited for the boat that never came.", ("byline", "leads")),  # a sentence
        ("By " + "and by " * 12, ("byline", "leads")),  # too long
        ("ដោយសារទឹកឡើង ស្ពានត្រូវបានបិទ។", ("byline", "leads")),  # a sentence
        ("Recommended | a list", ("related", "opens")),  # one word, and no colon
        ("Read | write access", ("related", "opens")),
        ("Watch — a short story", ("related", "opens")),
        ("12 °C", ("legal", "whole")),  # without what makes the letter a sign
        ("C", ("legal", "whole")),
        ("Tag 1", ("navigation", "whole")),
        ("dpa", ("caption", "whole")),
        ("P 12", ("promotion", "section")),
    ],
)
def test_phrases_keep_to_their_place(text: str, column: tuple[str, str]) -> None:
    assert column not in columns_of(text)


def test_what_blocks_say_as_a_whole_is_hashed_alike_in_any_page() -> None:
    lists = fold_blocks(["", "12", *PHRASES, "x" * (MAX_CHARS + 1)])
    alone = [hash_cores(fold_blocks([f"* {text}."])).hashes.tolist() for text in PHRASES[::97]]

    assert len(hash_cores(lists).hashes) == len(PHRASES)
    assert [[core] for core in hash_cores(lists).hashes[::97].tolist()] == alone


def test_scripts_without_spaces_need_no_boundary() -> None:
    assert ("related", "opens") in columns_of("相关阅读：水位")
    assert ("time", "contains") in columns_of("网友小王3小时前回复")


def test_a_reason_names_the_strongest_phrase_and_its_list() -> None:
    found = found_in(["ZOBACZ TAKŻE: Rzeka opada", "", "Komentarze (3)"])

    assert found.first(0) == 'related: opens with "zobacz także:" (pl)'
    assert found.first(0, "comment") == ""
    assert found.first(1) == ""
    assert found.first(2, "comment") == 'comment: is "komentarze" (pl)'


def test_a_column_joins_kinds() -> None:
    found = found_in(["Read also: The river falls", "Read also", "The river falls"])

    assert found.column("related", "opens").tolist() == [True, False, False]
    assert found.column("related", "opens", "section").tolist() == [True, True, False]
    assert found.column("related").tolist() == [True, True, False]


@given(BLOCKS)
def test_any_page_has_a_row_a_block(blocks: list[str]) -> None:
    found = found_in(blocks)

    assert found.hits.shape == (len(blocks), len(COLUMNS))
    assert found.hits.dtype == np.bool_
    for block in range(len(blocks)):
        assert {(phrase.label, phrase.kind) for phrase in found.all(block)} == {
            column for column, hit in zip(COLUMNS, found.hits[block], strict=True) if hit
        }


@given(BLOCKS, st.randoms(use_true_random=False))
def test_a_block_is_judged_without_its_neighbours(blocks: list[str], random: Random) -> None:
    order = list(range(len(blocks)))
    random.shuffle(order)

    shuffled = found_in([blocks[row] for row in order])

    assert (shuffled.hits == found_in(blocks).hits[order]).all()
