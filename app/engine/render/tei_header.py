"""What TEI says about an article before its text.

Source: https://tei-c.org/release/doc/tei-p5-doc/en/html/HD.html
"""

from app.engine.article import Article, Metadata
from app.engine.render.links import target
from app.engine.render.writer import Writer


def write_header(writer: Writer, article: Article) -> None:
    """Write the `<teiHeader>`: title, authors, publisher, date, address, engine and language, as far as known."""
    metadata = article.metadata
    writer.open("teiHeader")
    writer.open("fileDesc")
    writer.open("titleStmt")
    _responsible(writer, metadata)
    writer.close()
    writer.open("publicationStmt")
    writer.element("publisher", metadata.site or metadata.source or "unknown")  # TEI wants one
    _date(writer, metadata)
    writer.close()
    writer.open("sourceDesc")
    writer.open("bibl")
    _responsible(writer, metadata)
    writer.element("publisher", metadata.source or metadata.site)
    _date(writer, metadata)
    if metadata.url and (address := target(metadata.url, None)):
        writer.element("ref", metadata.url, type="url", target=address)
    writer.close(3)
    writer.open("encodingDesc")
    writer.element("p", article.engine)
    writer.close()
    if metadata.language:
        writer.open("profileDesc")
        writer.open("langUsage")
        writer.element("language", metadata.language, ident=metadata.language)
        writer.close(2)
    writer.close()


def _responsible(writer: Writer, metadata: Metadata) -> None:
    writer.element("title", metadata.title or "", type="main")
    for author in metadata.authors:
        writer.element("author", author)


def _date(writer: Writer, metadata: Metadata) -> None:
    if metadata.date:
        writer.element("date", metadata.date, type="publication", when=metadata.date)
