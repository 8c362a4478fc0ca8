"""Every page as the Nu HTML checker reads it: no error, and no warning but one that the checker gets wrong."""

import json
import subprocess

from report.browsing import CHECKER, JAVA, MONTH, leave_out

# The checker takes `img-src data:` for a policy that lets no image in; in a browser every image is drawn.
MISTAKEN = "Resource violates Content Security Policy (meta tag): image “data:image/svg+xml"
# nbconvert writes `<br/>`, which means the same.
A_MATTER_OF_TASTE = "Trailing slash on void elements has no effect"


def test_the_html_checker_has_nothing_to_say(published) -> None:
    if JAVA is None:
        leave_out("there is no Java on this machine")
    if not CHECKER.is_file():
        leave_out("the Nu HTML checker is not in .cache, where .ci/run puts it")
    pages = sorted(path for edition in ("board", "analyst") for path in (published / edition / MONTH).glob("*.html"))
    said = subprocess.run(
        [JAVA, "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always", *pages],
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=True,
    )  # fmt: skip
    messages = json.loads(said.stdout)["messages"]
    assert any(one["message"].startswith(A_MATTER_OF_TASTE) for one in messages), "the checker has read nothing"
    assert [
        (one["url"].rsplit("/", 1)[-1], one["message"], one.get("extract"))
        for one in messages
        if not one["message"].startswith((MISTAKEN, A_MATTER_OF_TASTE))
    ] == []
