"""What a run's libraries would import though no run needs it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# jsonschema reads a grammar with it, which takes longer than all else that a run imports, so that it can check addresses with
# letters beyond English. The format of notebooks asks for no such check, and jsonschema does without where it isn't installed.
NOT_NEEDED = ("rfc3987_syntax",)


@contextmanager
def without_what_is_not_needed() -> Iterator[None]:
    """Lets what is imported within take the libraries that no run needs for not installed, unless they are there already."""
    hidden = [name for name in NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
