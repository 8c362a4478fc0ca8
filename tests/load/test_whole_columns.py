"""Reading a file column by column gives what reading it row by row gives, or nothing at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from helpers.errors import DataError
from helpers.load.text_tables import read_row_by_row
from helpers.load.whole_columns import read_whole_columns

LARGEST = 1_000_000
PIECES = some.sampled_from(
    ["a", "é", " ", ",", ",", ",", '"', '""', '"x"', '"x,y"', '"x\ny"', "\n", "\n", "\r\n", "\r", "\ufeff", "\u2028", "\x0b"]
)
CELLS = some.sampled_from(["", "a", "é ", "NA", "null", '"x,y"', '"x\ny"', '"x\r\ny"', '""', '"""a"""', '"a""b"', "1.50", "TRUE"])


def rows_of(text: str) -> tuple[list[str], list[list[str]], list[int]] | None:
    try:
        names, columns, rows = read_row_by_row(text, "file.csv")
    except DataError:
        return None
    return names, [column.to_pylist() for column in columns], rows.tolist()


def columns_of(text: str) -> tuple[list[str], list[list[str]], list[int]] | None:
    found = read_whole_columns(text, LARGEST)
    if found is None:
        return None
    names, columns, count = found
    return names, [column.to_pylist() for column in columns], list(range(2, count + 2))


@settings(max_examples=1000, deadline=None)
@given(some.lists(PIECES, max_size=14).map("".join))
def test_whatever_a_file_holds_what_is_read_is_the_same(text):
    found = columns_of(text)
    assert found is None or found == rows_of(text)


@settings(max_examples=300, deadline=None)
@given(some.data(), some.integers(2, 4), some.sampled_from(["\n", "\r\n"]), some.booleans())
def test_an_orderly_file_is_read_by_columns(data, width, end, is_ended):
    table = data.draw(some.lists(some.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6))
    text = end.join(",".join(row) for row in [[f"c{place}" for place in range(width)], *table]) + end * is_ended
    assert columns_of(text) == rows_of(text)
    assert columns_of(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "a\n1\n", "a,b\n1,2\n\n", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n1,2\r3,4\n", 'a,b\n1,x"y\n', 'a,b\n1,"x"y\n',
        'a,b\n1,"x\n', 'a,b\n1, "x"\n', '"a\nb",c\n1,2\n', "\ufeffa,b\n1,2\n", ",\n1,2\n", "a,b\n\n1,2\n",
    ],
)  # fmt: skip
def test_where_it_is_not_certain_nothing_is_read(text):
    assert read_whole_columns(text, LARGEST) is None


def test_a_cell_larger_than_the_largest_is_not_read():
    assert read_whole_columns("a,b\n1,22222\n", 5) is not None
    assert read_whole_columns("a,b\n1,222222\n", 5) is None


def test_lines_longer_than_a_block_are_read_or_left():
    text = "a,b\n" + "\n".join(f"{row},{'x' * 2_000_000}" for row in range(20))
    found = read_whole_columns(text, 2_000_000)
    assert found is not None and found[2] == 20
    assert found[1][0].to_pylist() == [str(row) for row in range(20)]
