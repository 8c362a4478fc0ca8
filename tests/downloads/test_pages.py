"""Every number of the pages is in the published figures, or is part of fixed words."""

from downloads.held_against import Book, unexplained_in
from downloads.pages_read import numbers_in, read_said

from helpers.downloads import published_figures


def test_x(figures, pages):
    book = Book(published_figures(figures), str(figures.month))
    n=0
    bad=[]
    for name, html in pages.items():
        said=list(read_said(html)); n+=sum(len(numbers_in(s.text)) for s in said)
        for x in unexplained_in(said, book): bad.append(f"{name}: {x}")
    print(n, len(bad)); print("\n".join(bad[:60]))
    assert 0
