"""Words around names in bylines: what leads to a name, what joins two, what is no name.

A language is added by adding its words; case does not matter.
"""

import re
from collections.abc import Iterable

#: Before an author's name. A colon, dash or slash may follow; without one a space must, but for scripts without spaces.
_AUTHOR_LEADS = """
    by|written by|authored by|words by|story by|text by|article by|reported by|reporting by|reporting and writing by|
    posted by|published by|submitted by|this post was written by|this article was written by|author|authors|
    author of the article|text:|interview:|
    interview by|opinion by|review by|analysis by|compiled by|
    von|text von|ein artikel von|ein beitrag von|geschrieben von|verfasst von|eingestellt von|gepostet von|
    veröffentlicht von|autor|autorin|autoren|
    par|écrit par|publié par|propos recueillis par|auteur|auteurs|rédigé par|
    por|escrito por|publicado por|postado por|autora|autores|texto|texto de|redacción de|di|a cura di|scritto da|
    pubblicato da|articolo di|autore|
    door|geschreven door|gepost door|auteur|tekst|av|skrevet av|skriven av|publicerad av|upplagd av|lagt inn av|
    tekst av|text av|af|skrevet af|
    kirjoittanut|kirjoittaja|teksti|autor textu|napsal|napsala|připravil|píše|napísal|napísala|
    oprac|opracował|opracowała|opracowanie|tekst|autorka|autorzy|rozmawiał|rozmawiała|napisał|napisała|dodał|dodała|
    piše|napisao|napisala|autor teksta|scris de|de|autorul|publicat de|írta|szerző|szerkesztette|yazan|yazar|haber|
    автор|авторы|текст|подготовил|подготовила|беседовал|беседовала|автор статьи|автор текста|автори|підготував|
    підготувала|автор на статията|пише|аутор|από|αναρτήθηκε από|κείμενο|του|της|γράφει|γράφει ο|γράφει η|συντάκτης|
    επιμέλεια|
    oleh|penulis|ditulis oleh|diposting oleh|reporter|tác giả|theo|viết bởi|na|autorius|parengė|autors|sagatavoja|
    מאת|כתב|כתבה|بقلم|كتب|كتبت|الكاتب|المؤلف|نویسنده|نوشته|تحریر|लेखक|द्वारा|লেখক|
    ရေးသားသူ|စာရေးသူ|ဆောင်းပါးရှင်|သတင်းထောက်|ដោយ|អត្ថបទដោយ|អ្នកនិពន្ធ|និពន្ធដោយ|សរសេរដោយ|រាយការណ៍ដោយ|រៀបរៀងដោយ|
    បង្ហោះដោយ|ໂດຍ|ຂຽນໂດຍ|ຜູ້ຂຽນ|ຮຽບຮຽງໂດຍ|ຂ່າວໂດຍ|लेखिका|शब्दांकन|લેખક|લેખિકા|ਲੇਖਕ|ਲੇਖਿਕਾ|ଲେଖକ|ଲେଖିକା|ලේඛකයා|කර්තෘ|
    ලියූ අය|ලිව්වේ|රචනය|రచయిత|రచన|రాసినవారు|ಲೇಖಕರು|ಲೇಖಕ|ಲೇಖಕಿ|ಲೇಖನ|ಬರಹ|ಬರೆದವರು|എഴുതിയത്|ലേഖകൻ|ലേഖിക|രചയിതാവ്|
    തയ്യാറാക്കിയത്|തയാറാക്കിയത്|ጸሐፊ|ጸሃፊ|በጋዜጠኛ|ዘጋቢ|لیکوال|لیکونکی|لیکنه|خبریال|نووسەر|نووسینی|ئامادەکردنی|nivîskar|โดย|
    ผู้เขียน|文|作者|记者|記者|本报记者|本報記者|新华社记者|撰文|撰稿|著者|執筆|筆者|取材|글|기자|작성자|höfundur|
    höfundar|texti|skrifað af|skrivað av|
    skrivað|høvundur|egilea|egileak|idazlea|testua|texto e fotos|аўтар|аўтарка|аўтары|тэкст|падрыхтаваў|падрыхтавала|
    гутарыў|гутарыла|muallif|mualliflar|муаллиф|муаллифон|муаллифлар|автору|даярдаган|маектешкен|зохиогч|нийтлэгч|
    нийтэлсэн|сурвалжлагч|сэтгүүлч|бичсэн|бэлтгэсэн|таҳияи|may-akda|isinulat ni|sinulat ni|ulat ni|údar|scríofa ag|
    awdur|ysgrifennwyd gan|postiwyd gan|awtur|miktub minn|kitba ta'|geschriwwe vun|geschriwwe vum|aŭtoro|verkis|
    publikigita de|marubuci|mawallafi|qoraa|qoraaga|qore|waxaa qoray|w/q|umbhali|intatheli|ibhalwe ngu|òǹkọ̀wé|
    láti ọwọ́
"""

#: The same where a page is in the language: in others a name or a sentence begins so.
_AUTHOR_LEADS_OF = {
    "cy": "gan",
    "fil": "ni|nina|nila",
    "fo": "eftir",
    "ga": "le",
    "ha": "daga",
    "is": "eftir",
    "lb": "vum|vun",
    "mt": "minn",
    "tl": "ni|nina|nila",
    "zu": "ngu",
}

#: Before the agency or paper that an article is taken from.
_SOURCE_LEADS = """
    source|sources|via|from|courtesy of|quelle|quellen|source de|fuente|fuentes|fonte|fonti|fontes|bron|kilde|källa|
    lähde|źródło|źródła|źródło informacji|za|zdroj|izvor|sursa|surse|forrás|kaynak|источник|джерело|източник|извор|
    သတင်းရင်းမြစ်|ရင်းမြစ်|ប្រភព|ທີ່ມາ|ແຫຼ່ງທີ່ມາ|ແຫຼ່ງຂ່າວ|මූලාශ්‍රය|સ્ત્રોત|સ્રોત|మూలం|ಮೂಲ|ಕೃಪೆ|ഉറവിടം|അവലംബം|
    കടപ്പാട്|ਸਰੋਤ|
    ଉତ୍ସ|ምንጭ|سرچینه|سەرچاوە|çavkanî|
    πηγή|sumber|nguồn|allikas|avots|šaltinis|burimi|מקור|المصدر|منبع|স্রোত|সূত্র|स्रोत|ที่มา|แหล่งที่มา|
    来源|來源|文章来源|消息来源|稿源|出典|出所|提供|출처|
    heimild|heimildir|kelda|iturria|крыніца|manba|манба|манбаъ|булак|булагы|эх сурвалж|pinagmulan|sanggunian|foinse|
    ffynhonnell|fonto|majiya|xigasho|umthombo|orísun
"""

#: Between two names; words need a whole name on both sides.
_JOINS = """
    and|und|et|y|e|i|a|og|och|ja|és|ve|en|și|şi|и|й|та|і|και|dan|và|ir|un|and also|with|mit|avec|con|နှင့်|និង|ແລະ|र|
    आणि|અને|ਅਤੇ|ਤੇ|ଓ|සහ|మరియు|ಮತ್ತು|እና|او|û|eta|agus|ды|va|ва|жана|болон|kaj|iyo|àti
"""

#: What stands in bylines and names nobody: roles, newsrooms, words about time.
_NOBODY = """
    staff|staff writer|staff writers|staff reporter|staff reporters|opinion|analysis|editor|editors|editorial|
    editorial staff|editorial team|editorial board|admin|administrator|newsroom|news desk|web desk|correspondent|
    reporter|contributor|guest author|author|authors|anonymous|unknown|user|guest|about|bio|profile|follow|last|first|
    view all|read more|learn more|text size|super user|über|publiziert|联系作者|
    autoreninfo|über den autor|über die autorin|about the author|about the authors|agencies|start date|PhD|Ph.D|MD|
    M.D|MBA|RN|RD|Jr|Sr|MA|M.A|BA|B.A|MS|M.S|MSc|BSc|MPH|RDN|JD|J.D|DDS|DVM|DO|PharmD|PsyD|EdD|CFA|CPA|CPT|Esq|
    updated|published|posted|redaktion|die redaktion|onlineredaktion|la rédaction|rédaction|redacción|la redacción|
    redação|da redação|redazione|redactie|redaksjonen|redaktionen|toimitus|redakcja|redakce|redakcia|redakcija|
    redacția|redactia|szerkesztőség|editör|haber merkezi|редакция|редакція|σύνταξη|redaksi|tim redaksi|ban biên tập|
    המערכת|מערכת|التحرير|編集部|编辑部|編輯部|편집부|本报记者|本報記者|本站|出版社|投稿者|執筆者|筆者|查看更多|
    वेब डेस्क|अनलाइन डेस्क|संवाददाता|प्रतिनिधी|ન્યૂઝ ડેસ્ક|વેબ ડેસ્ક|న్యూస్ డెస్క్|వెబ్ డెస్క్|ನ್ಯೂಸ್ ಡೆಸ್ಕ್|
    ವೆಬ್ ಡೆಸ್ಕ್|വെബ് ഡെസ്ക്|ന്യൂസ് ഡെസ്ക്|
    സ്വന്തം ലേഖകൻ|ਵੈੱਬ ਡੈਸਕ|ਨਿਊਜ਼ ਡੈਸਕ|ୱେବ୍ ଡେସ୍କ|ନ୍ୟୁଜ୍ ଡେସ୍କ|
    no author|
    none|null|undefined|
    ritstjórn|erredakzioa|рэдакцыя|tahririyat|таҳририят|редакц|админ|redaktioun|redakcio
"""

#: Small words that stand in titles and phrases, but in no name.
_PHRASAL = "of|for|from|to|the|in|on|at|with|by|and|or|your|our|für|zur|zum|pour|para|dla|для"

#: Words that no name of a person has: who carries one is a function or a newsroom.
_ROLES = """
    editor|editors|editorial|news|admin|administrator|moderator|member|
    writer|writers|reporter|reporters|correspondent|correspondents|journalist|journalists|
    columnist|columnists|contributor|contributors|producer|photographer|coordinator|director|manager|analyst|founder|
    staff|team|desk|newsroom|bureau|freelancer|blogger|redakteur|redakteurin|redakteure|redaktion|korrespondent|
    korrespondentin|autorin|autoren|ressortleiter|ressortleiterin|journalistin|journaliste|journalistes|rédacteur|
    rédactrice|rédaction|correspondant|correspondante|chroniqueur|chroniqueuse|éditorialiste|periodista|redactor|
    redactora|redacción|corresponsal|columnista|reportero|reportera|jornalista|repórter|correspondente|colunista|
    redator|redatora|redação|giornalista|redattore|redattrice|redazione|corrispondente|inviato|inviata|redacteur|
    redactie|verslaggever|verslaggeefster|redaktör|redaktør|redaktionen|redaksjonen|toimittaja|toimitus|redaktor|
    redaktorka|redakcja|dziennikarz|dziennikarka|korespondent|korespondentka|zpravodaj|redakce|redakcia|novinár|
    újságíró|szerkesztő|szerkesztőség|jurnalist|jurnalistă|redacția|novinar|novinarka|urednik|urednica|redakcija|
    корреспондент|корреспондентка|журналист|журналистка|редактор|обозреватель|редакция|кореспондент|кореспондентка|
    журналіст|журналістка|редакція|репортер|δημοσιογράφος|σύνταξη|muhabir|muhabiri|editör|editörü|gazeteci|wartawan|
    jurnalis|redaksi|
    blaðamaður|fréttamaður|ritstjóri|skrifar|blaðstjóri|tíðindamaður|kazetaria|erredaktorea|xornalista|карэспандэнт|
    карэспандэнтка|журналістка|рэдактар|рэдакцыя|muxbir|мухбир|jurnalisti|muharrir|муҳаррир|кабарчы|кабарчысы|сэтгүүлч|
    сурвалжлагч|хабарнигор|mamamahayag|patnugot|iriseoir|eagarthóir|comhfhreagraí|gohebydd|golygydd|newyddiadurwr|
    ġurnalist|ġurnalista|editur|ĵurnalisto|redaktoro|wakilinmu|weriye|wariye|tifaftire|umhleli|akọ̀ròyìn|olóòtú
"""

#: Where a name has ended and the line goes on about something else: time, reading, other people's part.
_AFTER = """
    published|posted|first published|originally published|reviewed by|edited by|editing by|fact checked|
    fact-checked by|medically reviewed|lesezeit|veröffentlicht|publié|publiée|publié le|publicado|publicada|pubblicato|
    gepubliceerd|publicerad|publisert|udgivet|julkaistu|opublikowano|publikováno|опубликовано|опубліковано|yayınlanma|
    ចេញផ្សាយ|ເຜີຍແຜ່|प्रकाशित|પ્રકાશિત|ਪ੍ਰਕਾਸ਼ਿਤ|ପ୍ରକାଶିତ|ప్రచురణ|ಪ್ರಕಟಣೆ|ಪ್ರಕಟಿತ|പ്രസിദ്ധീകരിച്ചത്|خپور شوی|
    بڵاوکراوەتەوە|birtist|argitaratua|argitaratuta|апублікавана|жарияланды|жарыяланды|e'lon qilindi|эълон қилинди|
    нийтэлсэн|нийтлэгдсэн|нашр шуд|inilathala|na-publish|foilsithe|cyhoeddwyd|ippubblikat|publizéiert|objavljeno|
    publikigita
"""

#: The same, where the line goes on about the last change.
_UPDATED = """
    updated|last updated|last modified|aktualisiert|stand|mis à jour|mise à jour|modifié|modifié le|actualizado|
    actualizada|última actualización|atualizado|atualizada|última atualização|aggiornato|ultimo aggiornamento|
    bijgewerkt|opdateret|oppdatert|uppdaterad|päivitetty|aktualizacja|ostatnia aktualizacja|zaktualizowano|
    aktualizováno|aktualizované|обновлено|оновлено|обновена|ажурирано|ažurirano|actualizat|frissítve|ενημερώθηκε|
    τελευταία ενημέρωση|güncelleme|son güncelleme|diperbarui|cập nhật|آخر تحديث|עודכן|更新时间|更新時間|更新日|
    更新日時|
    最終更新|最終更新日|최종수정|수정|
    နောက်ဆုံးပြင်ဆင်ချိန်|ធ្វើបច្ចុប្បន្នភាព|ອັບເດດ|अपडेट|अद्यतनित|અપડેટ|ਅੱਪਡੇਟ|ਅਪਡੇਟ|ଅପଡେଟ|అప్‌డేట్|ಅಪ್‌ಡೇಟ್|
    අවසන් යාවත්කාලීනය|نوێکردنەوە|uppfært|síðast uppfært|dagført|seinast dagført|eguneratua|eguneratuta|
    azken eguneraketa|абноўлена|yangilandi|yangilangan|янгиланди|янгиланган|жаңыртылды|жаңыртылган|шинэчилсэн|
    шинэчлэгдсэн|сүүлд шинэчилсэн|навсозӣ шуд|na-update|huling na-update|nuashonraithe|diweddarwyd|
    diweddarwyd ddiwethaf|aġġornat|l-aħħar aġġornament|aktualiséiert|lescht aktualiséiert|ĝisdatigita|
    laste ĝisdatigita|an sabunta|la cusboonaysiiyay|ibuyekezwe
"""

#: News agencies as bylines credit them.
_AGENCIES = """
    AAP|AFP|Agence France-Presse|Agencia EFE|Agerpres|AGI|Agência Brasil|Agência Lusa|Anadolu|Anadolu Ajansı|ANI|ANP|
    ANSA|Antara|AP|APA|Associated Press|The Associated Press|Axar|BBC|Belga|Bernama|Bloomberg|BNS|BTA|Canadian Press|
    The Canadian Press|CNA|ČTK|CTK|Deutsche Presse-Agentur|DHA|dpa|dpa-AFX|EFE|ELTA|epd|Europa Press|FENA|Folhapress|
    HINA|IANS|IHA|İHA|Interfax|Interfax-Ukraine|IRNA|ISNA|KCNA|KNA|Keystone-SDA|Kyodo|LETA|Lusa|MENA|MIA|MTI|Mediafax|
    NTB|PA|PA Media|PAP|Polska Agencja Prasowa|Press Association|Press Trust of India|PTI|Reuters|RIA Novosti|Ritzau|
    SDA|SID|sda-ats|Sputnik|STA|STT|Tanjug|TASR|SITA|TASS|TT|UPI|United Press International|VNA|TTXVN|WAM|Xinhua|
    Yonhap|АПА|БЕЛТА|БелТА|БТА|Интерфакс|Интерфакс-Украина|РИА Новости|Спутник|ТАСС|Танјуг|УНИАН|УНІАН|Укринформ|
    Укрінформ|ΑΠΕ|ΑΠΕ-ΜΠΕ|Ρόιτερ|رويترز|وكالات|أ ف ب|د ب أ|الأناضول|ایسنا|ایرنا|تسنیم|فارس|भाषा|एएनआई|रॉयटर्स|रासस|
    पीटीआई|પીટીઆઈ|పీటీఐ|ಪಿಟಿಐ|പിടിഐ|ਪੀਟੀਆਈ|ইউএনবি|
    বাসস|新华社|新華社|中新社|中新网|中央社|央视新闻|路透社|法新社|美联社|共同通信|共同|時事通信|時事|ロイター|
    연합뉴스|뉴시스|뉴스1
"""


#: The space that is lost where "By" and the name are elements of their own: "ByAna Ruiz".
_GLUED = r"(?<=by)(?-i:(?=[A-Z][a-z]+\s[A-Z]))"


def _words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split("|") if word.strip()]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _lead_pattern(listed: str) -> re.Pattern[str]:
    """A lead with what must follow it: "By Ana", "Автор: …", "文／…", "oprac. …"; group 1 is the lead."""
    return re.compile(
        rf"\W{{0,3}}({_alternatives(_words(listed))})(?:\s?[:：៖፦፡/／.●○–—|-]+\s*|\s+(?=\S)|{_GLUED}|$)", re.IGNORECASE
    )


AUTHOR_LEAD = _lead_pattern(_AUTHOR_LEADS)
_LEADS_BY_LANGUAGE = {language: _lead_pattern(f"{_AUTHOR_LEADS}|{own}") for language, own in _AUTHOR_LEADS_OF.items()}
SOURCE_LEAD = _lead_pattern(_SOURCE_LEADS)
NOBODY = frozenset(word.casefold() for word in _words(_NOBODY))
AGENCIES = frozenset(word.casefold() for word in _words(_AGENCIES))
PHRASAL = frozenset(_words(_PHRASAL))
#: Those that with a capital are names: "Johnnie To".
SURNAMES = frozenset(("to", "in", "on"))
ROLES = frozenset(word.casefold() for word in _words(_ROLES))
#: Ends of what German runs together: "Wirtschaftsredakteurin", "MM-Redaktion".
ROLE_ENDS = ("redakteur", "redakteurin", "redaktion", "korrespondent", "korrespondentin", "reporter", "reporterin")
AFTER = re.compile(rf"(?<!\w)(?:{_alternatives(_words(f'{_AFTER}|{_UPDATED}'))})(?!\w)", re.IGNORECASE)
UPDATED = re.compile(rf"(?:{_alternatives(_words(_UPDATED))})(?!\w)", re.IGNORECASE)
JOIN = re.compile(rf"\s+(?:{_alternatives(_words(_JOINS))})\s+", re.IGNORECASE)
#: The same behind a comma: "Ana Ruiz, Jo Lee, and Eva Au".
LAST_JOIN = re.compile(rf"^(?:{_alternatives(_words(_JOINS))})\s+")

#: An agency in brackets, as it stands behind a place name or at the end of an article: "(Reuters)".
BRACKETED = re.compile(rf"[(（\[]\s?({_alternatives(_words(_AGENCIES))})\s?[)）\]]")


def author_lead(language: str | None) -> re.Pattern[str]:
    """What leads to an author in a page of a language; with none, what does so in all.

    >>> bool(author_lead("tl").match("Ni Ana Ruiz")), bool(author_lead("id").match("Ni Putu Ayu"))
    (True, False)
    """
    return _LEADS_BY_LANGUAGE.get(language or "", AUTHOR_LEAD)
