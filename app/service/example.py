"""The page that the documentation shows. What it shows as answers to it is what a worker gave on starting."""

URL = "https://valley-courier.example/region/mill-bridge"

PAGE = """\
<!doctype html>
<html lang="en">
<head><title>Mill bridge reopens after two years | Valley Courier</title></head>
<body>
<nav><a href="/">Home</a> <a href="/region">Region</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article>
<h1>Mill bridge reopens after two years</h1>
<p class="byline">By Ada Novak, 3 May 2024</p>
<p>The bridge over the old mill race opened to walkers and cyclists again on Friday, two years after a flood had torn
away its middle arch. The council says that the new span stands forty centimetres higher than the one it replaces.</p>
<h2>A longer way to school</h2>
<p>For the pupils of the village school the detour had meant an extra half hour every morning. “We counted the days,”
said the headmistress, who crossed the bridge first, together with all of her ninety children.</p>
<p>The works cost 1.4 million euros, a third more than planned, because the masons found that the northern pier had been
standing on loose gravel since it was built in 1871.</p>
<figure><img src="bridge.jpg" alt=""><figcaption>The new span on Friday morning. Photo: T. Vale</figcaption></figure>
</article>
<aside><h3>Read also</h3>
<ul><li><a href="/region/ferry">Ferry to stop in winter</a></li>
<li><a href="/region/school">Village school looks for teachers</a></li></ul></aside>
<section class="comments"><h3>2 comments</h3>
<div class="comment"><b>walker_77</b> <time>3 May, 19:12</time><p>At last! Thank you to all who built it.</p></div>
<div class="comment"><b>Jo</b> <time>3 May, 20:40</time><p>And when will they mend the road to it?</p></div></section>
<footer>© 2024 Valley Courier. All rights reserved. <a href="/privacy">Privacy</a></footer>
</body>
</html>
"""

TEXT = """\
Home
Region
Sport

Mill bridge reopens after two years
By Ada Novak, 3 May 2024

The bridge over the old mill race opened to walkers and cyclists again on Friday, two years after a flood.
The council says that the new span stands forty centimetres higher than the one it replaces.

Read also: Ferry to stop in winter
© 2024 Valley Courier. All rights reserved.
"""
