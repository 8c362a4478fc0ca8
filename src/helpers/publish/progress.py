"""How far a run is, on standard error: a bar on a terminal, plain lines elsewhere."""

import sys
from typing import Protocol, TextIO

from tqdm import tqdm


class Progress(Protocol):
    """What a run tells as it goes on."""

    def start(self, total: int) -> None:
        """So many steps are to come."""

    def done(self, text: str) -> None:
        """One step is done; what and how."""

    def say(self, text: str) -> None:
        """A line that is no step."""

    def close(self) -> None:
        """No more is to come."""


class SilentProgress:
    """Tells nothing."""

    def start(self, total: int) -> None:
        """Ignored."""

    def done(self, text: str) -> None:
        """Ignored."""

    def say(self, text: str) -> None:
        """Ignored."""

    def close(self) -> None:
        """Ignored."""


class PlainProgress:
    """One line a step."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._total, self._count = stream, 0, 0

    def start(self, total: int) -> None:
        """So many steps are to come."""
        self._total, self._count = total, 0

    def done(self, text: str) -> None:
        """One step is done: its number, of how many, what and how."""
        self._count += 1
        self.say(f"{self._count} of {self._total}  {text}")

    def say(self, text: str) -> None:
        """A line that is no step."""
        print(text, file=self._stream, flush=True)

    def close(self) -> None:
        """Nothing is left to do."""


class BarProgress:
    """A bar that moves a step at a time; failures and remarks stay as lines above it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm | None = None

    def start(self, total: int) -> None:
        """Draws the bar."""
        self.close()
        self._bar = tqdm(total=total, file=self._stream, unit="notebook", leave=False)

    def done(self, text: str) -> None:
        """Moves the bar on."""
        if self._bar is not None:
            self._bar.set_postfix_str(text, refresh=False)
            self._bar.update(1)

    def say(self, text: str) -> None:
        """A line above the bar."""
        tqdm.write(text, file=self._stream)

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def progress_on(stream: TextIO = sys.stderr) -> Progress:
    """The progress that suits a stream: a bar on a terminal, plain lines elsewhere."""
    return BarProgress(stream) if stream.isatty() else PlainProgress(stream)
