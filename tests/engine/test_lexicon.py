"""The word lists are safe to search everywhere, and the matcher puts phrases where their kind says."""

import re
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.characters import OTHER, SPACELESS
from app.engine.folding import FIRST, LAST, fold_blocks
from app.engine.lexicon import COLUMNS, TOOLS, load
from app.engine.phrases import Phrases, find_phrases
from app.engine.whole import MAX_CHARS, hash_cores
from app.engine.word_lists import SCHEMA, languages, read_list

#: Kinds of a list whose phrases are hits of other kinds.
MORE_KINDS = {"comment": ("counts", "button", "hint"), "navigation": ("button",)}

#: Kinds of a list whose phrases are hits of `whole`.
ALSO_WHOLE = ("whole", "section", "opens", "counts", *TOOLS)

#: All phrases of all lists.
PHRASES = [
    text
    for language in languages()
    for kinds in read_list(language).values()
    for texts in kinds.values()
    for text in texts
]

#: Letters that a phrase of a kind has at least: in scripts with spaces, and in those without.
SHORTEST = {
    "opens": (3, 2),
    "counts": (3, 2),
    "hint": (3, 2),
    "contains": (3, 2),
    "consent": (8, 4),
    "blocked": (7, 4),
    "paywall": (7, 4),
    "error": (4, 3),
}

#: Sentences of articles; nothing in them is furniture.
SENTENCES = [
    "See also how the river changed its course, the guide says, and walks on before anyone can answer.",
    "By the end of the year the council wants to replace all the buses, she said.",
    "Subscribe to a theory for long enough and you stop seeing what speaks against it.",
    "Read this letter again, the judge told him, and then tell me that you never wrote it.",
    "The newsletter had forty readers when the two sisters started it in a garage in 1987.",
    "Links und rechts der Straße standen Menschen, die seit dem Morgen gewartet hatten.",
    "Von den 300 Betrieben haben im vergangenen Jahr 40 geschlossen, teilte die Kammer mit.",
    "Foto di famiglia e vecchie lettere riempivano due scatole che nessuno aveva mai aperto.",
    "Par ailleurs, le conseil municipal a voté la rénovation de l'école, qui commencera en mai.",
    "Por eso, explica la ministra, los comentarios de los vecinos se leerán en la sesión pública.",
    "Na zdjęciu widać trzech mężczyzn, którzy stoją przed kościołem i patrzą w stronę rzeki.",
    "По материалам дела, подсудимый трижды менял показания и в конце отказался говорить.",
    "Az újságíró szerint a legolvasottabb könyv az idén egy szakácskönyv volt.",
    "新しい図書館の写真展は、地元の子どもたちが撮った作品を集めて来月開かれる。",
    "这张照片拍摄于三十年前，当时村里还没有通电，孩子们在月光下读书。",
    "사진 속 남자는 그날의 일을 아직도 또렷하게 기억한다고 말했다.",
    "كانت الصورة معلقة على جدار المدرسة القديمة قبل أن تهدمها البلدية في الصيف.",
    "התמונה הישנה נמצאה במגירה של הספרייה, והיא מספרת על ימים אחרים.",
    "फोटो में दिख रहे तीनों किसान अब शहर में रहते हैं और साल में एक बार गांव लौटते हैं।",
    "Ảnh hưởng của bão khiến nhiều chuyến tàu phải dừng lại suốt đêm.",
    "Written by two sisters in 1912, the play was never staged while they lived.",
    "Licensed under an act of 1923, the mill still may take its water from the river.",
    "Stay up to date with your vaccinations, doctors advise those who travel.",
    "Publicado por primera vez en 1932, el mapa muestra caminos que ya no existen.",
    "Scritto da un medico, il diario racconta i giorni della peste.",
    "Écrit par un moine, le registre donne le prix du blé pour chaque année.",
    "Im Bild des alten Malers steht die Kirche noch neben dem Rathaus.",
    "Assine o papel, disse-lhe o notário, e a casa é sua.",
    "Steun de muur met balken, raadt de aannemer aan, anders valt hij om.",
    "Podle starosty přijde další most až za deset let.",
    "Scrisă de un preot, cronica povestește despre iarna în care a înghețat râul.",
    "Skriven av en präst berättar boken om vintern då sjön aldrig frös.",
    "Escrit per un metge, el diari explica l'hivern en què es va gelar el riu.",
    "Yazar, köprünün neden yıkıldığını üç yıl boyunca araştırdı ve sonunda buldu.",
    "Simak baik-baik, kata kakek, bagaimana air sungai naik pada malam hari.",
    "Theo lời ông, cây cầu cũ đã sập từ trước khi làng có điện.",
    "ဓာတ်ပုံထဲက တံတားဟာ မိုးကြီးတဲ့ညက ပြိုကျသွားပြီး ရွာသားတွေ လှေနဲ့ ကူးခဲ့ရတယ်။",
    "ရေးသားသူနှစ်ဦးဟာ မြစ်ကမ်းနဖူးမှာ ကြီးပြင်းခဲ့ကြသူတွေ ဖြစ်ပါတယ်။",
    "ដោយសារទឹកឡើង ស្ពានចាស់ត្រូវបានបិទ។",
    "រូបភាពនៅលើជញ្ជាំងសាលាបង្ហាញពីភូមិមុនពេលមានភ្លើងអគ្គិសនី។",
    "ໂດຍທົ່ວໄປແລ້ວ ນ້ຳຂອງຈະຂຶ້ນໃນເດືອນສິງຫາ ແລະ ຊາວບ້ານຈະຍ້າຍເຮືອຂຶ້ນຝັ່ງ ກ່ອນຝົນໃຫຍ່ຈະມາຮອດໝູ່ບ້ານ",
    "तस्बिरमा देखिएका तीन जना किसान अहिले सहरमा बस्छन् र वर्षको एक पटक गाउँ फर्कन्छन्।",
    "प्रतिक्रिया दिँदै मन्त्रीले पुल अर्को वर्ष मात्र बन्ने बताए।",
    "छायाचित्रात दिसणारे तिघे शेतकरी आता शहरात राहतात आणि वर्षातून एकदा गावी येतात.",
    "प्रतिक्रिया देताना महापौर म्हणाले की पूल पुढच्या वर्षीच होईल.",
    "ඡායාරූපයේ සිටින ගොවීන් තිදෙනා දැන් නගරයේ ජීවත් වෙති.",
    "તસવીરમાં દેખાતા ત્રણ ખેડૂતો હવે શહેરમાં રહે છે અને વર્ષે એક વાર ગામ આવે છે.",
    "ఫొటోలో ఉన్న ముగ్గురు రైతులు ఇప్పుడు నగరంలో ఉంటున్నారు.",
    "ಚಿತ್ರದಲ್ಲಿರುವ ಮೂವರು ರೈತರು ಈಗ ನಗರದಲ್ಲಿ ವಾಸಿಸುತ್ತಾರೆ.",
    "ചിത്രത്തിലുള്ള മൂന്ന് കർഷകരും ഇപ്പോൾ നഗരത്തിലാണ് താമസിക്കുന്നത്.",
    "ਤਸਵੀਰ ਵਿੱਚ ਦਿਸਦੇ ਤਿੰਨੇ ਕਿਸਾਨ ਹੁਣ ਸ਼ਹਿਰ ਵਿੱਚ ਰਹਿੰਦੇ ਹਨ।",
    "ଫଟୋରେ ଥିବା ତିନି ଚାଷୀ ଏବେ ସହରରେ ରହୁଛନ୍ତି।",
    "ፎቶ የሚያነሱ ልጆች ወደ ድልድዩ ሄዱ።",
    "انځور د ښوونځي پر دېوال ځوړند و، تر هغه چې ښاروالۍ ښوونځی ړنګ کړ.",
    "وێنەکە لەسەر دیواری قوتابخانەکە هەڵواسرابوو تا شارەوانی ڕووخاندی.",
    "Çavkaniya çem di bin befrê de ye û gundî her bihar li bendê ne.",
    "Ni hao, sagt der Alte, und alle im Zug lachen, denn er kann kein anderes Wort.",
    "Eftir langan vetur kom vorið loksins til bæjarins við ána, og brúin var opnuð aftur.",
    "Iturria agortu zen, eta herriko jendea mendira joan zen uraren bila urte hartan.",
    "Gan amhras a bhí an droichead ba shine sa cheantar, a deir na daoine a bhí ina gcónaí ann.",
    "Ni ara ojo yi ni awon ara ilu naa pejo si eti odo lati so oro afara ti o wo.",
    "Фотаздымкі старога моста захоўваюцца ў музеі, куды іх прынесла ўнучка майстра.",
    "Зургийг нь гурван настайдаа авахуулсан гэж эмээ минь ярьж, хуучин авдраа онгойлгов.",
    "Сүрөттөгү адам менин чоң атам, деди ал, бирок эч ким ага ишенген жок.",
    "Muallif bu ko'prikni o'n yil davomida o'rganib, nihoyat kitobini tugatdi.",
    "Larawan ni Rizal ang nakasabit sa dingding ng lumang paaralan sa tabi ng ilog.",
    # Headings of articles.
    "Results",
    "Discussion",
]


def found_in(blocks: Sequence[str]) -> Phrases:
    return find_phrases(fold_blocks(blocks))


def fold(text: str) -> str:
    """A phrase without markers and space around it."""
    return fold_blocks([text]).text.replace(FIRST, "").replace(LAST, "").strip()


def core(text: str) -> str:
    """What `whole` asks of a block that it finds a phrase in: from the first letter to the last, a number before it."""
    lead, _, words = fold_blocks([text]).text.partition(FIRST)
    return ("0 " if "0" in lead else "") + words.partition(LAST)[0]


def columns_of(text: str) -> set[tuple[str, str]]:
    hits = found_in([text]).hits[0]
    return {column for column, hit in zip(COLUMNS, hits, strict=True) if hit}


@pytest.mark.parametrize("language", languages())
def test_a_list_keeps_to_the_schema(language: str) -> None:
    tables = read_list(language)

    assert re.fullmatch(r"[a-z]{2,3}", language)
    assert set(tables) <= set(SCHEMA)
    for label, kinds in tables.items():
        assert set(kinds) <= {*SCHEMA[label], *MORE_KINDS.get(label, ())}, label
        assert all(kinds.values()), label


@pytest.mark.parametrize("language", languages())
def test_phrases_of_a_list_are_written_once_and_neatly(language: str) -> None:
    for label, kinds in read_list(language).items():
        for kind, texts in kinds.items():
            marked = fold_blocks(texts).text.split("\n")[:-1]
            folded = list(map(fold, texts))
            assert len(set(folded)) == len(folded), (label, kind, sorted({f for f in folded if folded.count(f) > 1}))
            assert [text for text in texts if text != text.strip() or not text or "  " in text] == []
            assert [text for text, found in zip(texts, marked, strict=True) if FIRST not in found] == []


@pytest.mark.parametrize("language", languages())
def test_phrases_that_may_be_followed_are_long_enough(language: str) -> None:
    for label, kinds in read_list(language).items():
        for kind, texts in kinds.items():
            if kind not in SHORTEST:
                continue
            page = fold_blocks(texts)
            for text, start, end in zip(texts, page.starts, page.ends, strict=True):
                classes = page.classes[start:end]
                dense = SPACELESS in classes or any("가" <= character <= "힣" for character in text)
                signed = any(character in ":()[]|/.,-©=【】՝'>»›" for character in text)
                assert np.count_nonzero(classes != OTHER) >= SHORTEST[kind][dense] or signed, (label, kind, text)


def test_a_button_or_hint_is_one_in_every_list() -> None:
    found = [
        (label, core(text), kind, language)
        for language in languages()
        for label, kinds in read_list(language).items()
        for kind, texts in kinds.items()
        if kind in ALSO_WHOLE
        for text in texts
    ]
    tools: dict[tuple[str, str], set[str]] = {}
    for label, words, kind, language in found:
        if kind in TOOLS:
            tools.setdefault((label, words), set()).add(language)

    for label, words, kind, language in found:
        if kind not in TOOLS:
            own = {language} if kind in ("opens", "counts") else set()  # "回复@" opens what is no button "回复"
            assert tools.get((label, words), set()) <= own, (label, words, kind, language)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:24])
def test_sentences_of_articles_are_left_alone(sentence: str) -> None:
    assert {column for column in columns_of(sentence) if column != ("time", "months")} == set()


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


def test_the_lists_cover_the_languages_and_scripts_of_the_news() -> None:
    assert len(languages()) >= 85
    assert load().columns.shape == load().starts.shape


BLOCKS = st.lists(
    st.one_of(
        st.text(st.characters(), max_size=30),  # surrogates too
        st.sampled_from(PHRASES[::197]),
    ),
    max_size=12,
)


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


@given(BLOCKS)
def test_folding_keeps_blocks_apart(blocks: list[str]) -> None:
    page = fold_blocks(blocks)

    assert page.text.count("\n") == len(page.ends) == len(page.starts) == len(blocks)
    assert len(page.classes) == len(page.text)
    assert page.text.count(FIRST) == page.text.count(LAST) <= len(blocks)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＲＥＡＤ　ａｌｓｏ", "read also"),
        ("प\u095dें", "पढें"),
        ("पढ\u093cें", "पढें"),
        ("e\u0301", "e"),
        ("  ΔΙΑΒΑΣΤΕ  ΕΠΊΣΗΣ:", "διαβαστε επισησ:"),
        ("1.250 Yorum", "0.0 yorum"),
        ("İLGİLİ", "ilgili"),
        ("هەمووی", "ههمووی"),
        ("ប្រភព៖", "ប្រភព:"),
        ("ምንጭ፦", "ምንጭ:"),
        ("Oʻzbekiston", "o'zbekiston"),
    ],
)
def test_folding_makes_spellings_equal(text: str, folded: str) -> None:
    assert fold(text) == folded
