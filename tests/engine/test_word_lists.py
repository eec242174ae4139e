"""The word lists keep to their schema and are safe to search everywhere."""

import re

import numpy as np
import pytest

from app.engine.characters import OTHER, SPACELESS
from app.engine.folding import FIRST, LAST, fold_blocks
from app.engine.lexicon import TOOLS, load
from app.engine.word_lists import SCHEMA, languages, read_list
from tests.engine.phrases import columns_of, fold

#: Kinds of a list whose phrases are hits of other kinds.
MORE_KINDS = {"comment": ("counts", "button", "hint"), "navigation": ("button",)}


#: Kinds of a list whose phrases are hits of `whole`.
ALSO_WHOLE = ("whole", "section", "opens", "counts", *TOOLS)


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
    "Kaupunki lähetti tilaajille kirjeen, jossa se kertoo veden hinnan noususta.",
    "Mees, kes seal seisab, ei ole robot, vaid minu vanaisa.",
    "Het is geen robot maar een man in een pak, zegt de bakker.",
    "A dívida do clube atingiu o limite de três milhões, disse o presidente.",
    "การประชุมครั้งนี้เปิดเฉพาะสมาชิกวุฒิสภา",
    "الدواء غير متوفر في صيدليات المدينة منذ الربيع.",
    # Headings of articles.
    "Results",
    "Discussion",
    "Ficha técnica",
    "Tag 1",
    "Map 2",
    "The",
]


def core(text: str) -> str:
    """What `whole` asks of a block that it finds a phrase in: from the first letter to the last, a number before it."""
    lead, _, words = fold_blocks([text]).text.partition(FIRST)
    return ("0 " if "0" in lead else "") + words.partition(LAST)[0]


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


def test_the_lists_cover_the_languages_and_scripts_of_the_news() -> None:
    assert len(languages()) >= 85
    assert load().columns.shape == load().starts.shape
