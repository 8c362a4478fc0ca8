"""What the tests of pages in a real browser share: what must be on the machine, and the pages to look at."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from helpers.pages import PAGES

ROOT = Path(__file__).resolve().parents[2]
FILES = [page.file for page in PAGES]
MONTH = "2026-10"
CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
JAVA = shutil.which("java")
CHECKER = Path(os.environ.get("NU_HTML_CHECKER", ROOT / ".cache" / "vnu.jar"))


def leave_out(why: str) -> None:
    """Skips a test for want of a tool on a laptop; where all tools must be, it fails."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"{why}, and here it must be")
    pytest.skip(why)


def console_of(page: Any) -> list[str]:
    """The list that fills with whatever a page complains of."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append("a dialog"), dialog.dismiss()))
    return complaints
