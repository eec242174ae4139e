"""Pages that the command is given, and what becomes of one."""

from app import Article, clean

HARBOUR = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour to close for a week</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article><h1>Harbour to close for a week</h1>
<p>The old harbour will close for a week in March, the port authority said on Monday, because the eastern quay has to be
dredged before the ferries return to their summer timetable.</p>
<p>Fishing boats may use the northern basin in the meantime. “Nobody will lose a day at sea,” said the harbour master,
who expects the work to cost about two million euros and to be finished before Easter.</p>
<figure><img src="q.jpg" alt=""><figcaption>The eastern quay at low tide. Photo: Port authority</figcaption></figure>
<p>The dredger arrives on the fourth of the month and will work day and night; those who live along the quay have been
promised that the pumps will rest between midnight and five in the morning.</p></article>
<footer>© Harbour Gazette. All rights reserved.</footer></body></html>
"""

RIVER = """\
ホーム

川の水位が三日続けて下がる

県は月曜日、大雨の後に上がっていた川の水位が三日続けて下がり、平年並みに戻ったと発表した。下流の三つの町に出ていた避難の呼びかけは、同じ日の夕方にすべて解除された。

町の担当者は「堤防に傷みがないか、今週いっぱいかけて確かめたい」と話し、住民には川べりに近づかないよう引き続き求めている。水門は木曜日まで閉じたままになる。

農業用の水路では泥がたまり、一部の田で水が引けなくなっている。県は来週から重機を入れて取り除き、田植えに間に合わせる考えだ。

シェアする
"""


def article_of(page: str) -> Article:
    return clean(page.encode())
