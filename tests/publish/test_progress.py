"""Progress: plain lines where nobody watches, a bar where somebody does."""

import io

import pytest

from helpers.publish.progress import BarProgress, PlainProgress, SilentProgress, progress_on


class Terminal(io.StringIO):
    def isatty(self):
        return True


def tell(progress):
    progress.start(2)
    progress.say("A remark")
    progress.done("00_summary (board): 1.0 seconds")
    progress.done("50_placements (board): failed")
    progress.close()


def test_plain_lines_count_the_notebooks():
    stream = io.StringIO()
    tell(progress_on(stream))
    assert stream.getvalue().splitlines() == [
        "A remark",
        "1 of 2  00_summary (board): 1.0 seconds",
        "2 of 2  50_placements (board): failed",
    ]


def test_a_terminal_gets_a_bar():
    stream = Terminal()
    tell(progress_on(stream))
    assert "A remark" in stream.getvalue()
    assert "0/2" in stream.getvalue()


@pytest.mark.parametrize(("stream", "kind"), [(Terminal(), BarProgress), (io.StringIO(), PlainProgress)])
def test_the_stream_decides(stream, kind):
    assert isinstance(progress_on(stream), kind)


def test_silence_is_possible(capsys):
    tell(SilentProgress())
    assert capsys.readouterr() == ("", "")
