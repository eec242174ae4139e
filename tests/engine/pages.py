"""A page written for the tests: an article among the usual furniture."""

PARAGRAPHS = (
    "The old bridge over the river was opened to walkers again on Monday, two years after the flood that closed it.",
    "Engineers replaced eleven of its stones, cleaned the arches and laid a new path of oak, the town's council said.",
    "“I used to cross it every morning on my way to school,” said Ida Holm, who lives nearby, “and so did my mother.”",
    "The work cost less than planned, because the stones were found in the river and did not have to be cut anew.",
)

PAGE = f"""<!doctype html><html lang="en"><head><title>Old bridge opens again | The Ferry Post</title></head><body>
<header><nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>Old bridge opens again</h1><p class="byline">By Ana Novak</p>
<div class="article-body">{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</div></article>
<aside class="related-articles"><h2>More stories</h2><ul><li><a href="/1">Ferry fares rise in spring</a></li>
<li><a href="/2">New school for the harbour quarter</a></li>
<li><a href="/3">Storm takes down the old oak</a></li></ul></aside>
</main><footer><p>© The Ferry Post. All rights reserved.</p>
<a href="/privacy">Privacy policy</a></footer></body></html>"""
