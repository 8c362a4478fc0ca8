"""Nobody in the extract, and nothing of the machine, stands in anything that is published, logged or said."""

import base64
import gzip
import io
import os
import re
import socket
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from canaries.planted import TOKEN, dates_of_people, plant
from canaries.searched import days_in, holds, where
from helpers.clone import ROOT

MONTH = "2026-10"
USER = "qzxwuser"
# The whole edition is made once, by whichever test asks first.
pytestmark = pytest.mark.timeout(900)
COMMAND = [sys.executable, "-c", "import sys; from helpers.cli import main; sys.exit(main(sys.argv[1:]))"]


@dataclass(frozen=True)
class Run:
    """A report that was made of an extract with canaries: where it lies, and what was said meanwhile."""

    extract: Path
    outputs: Path
    said: str

    @property
    def machine(self) -> list[str]:
        """What the machine could give away: its folders, its user and its name."""
        return machine(self.extract.parent)


def machine(folder: Path) -> list[str]:
    """The folders, the user and the name of the machine that a run in some folder could give away."""
    names = [str(folder), str(ROOT), sys.prefix, USER, *(name for name in (socket.gethostname(),) if len(name) > 5)]
    return [name for name in names if name != "/"]


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """The command as somebody with a telling name would call it."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    own = {"LOGNAME": USER, "USER": USER, "HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "MPLCONFIGDIR": str(folder / "mpl")}
    return subprocess.run([*COMMAND, *arguments], cwd=ROOT, env=os.environ | own, capture_output=True, text=True, timeout=800)


@pytest.fixture(scope="session")
def extract(small_council: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extract of a small council with a canary in every cell that could tell of somebody; not to be written to."""
    folder = tmp_path_factory.mktemp("canaries") / "extract"
    plant(small_council, folder)
    return folder


@pytest.fixture(scope="session")
def run(extract: Path) -> Run:
    """The whole report of that council, both editions."""
    folder = extract.parent
    outputs = folder / "outputs"
    asked = ["--data", str(extract), "--outputs", str(outputs), "--history", str(folder / "history"), "--month", MONTH]
    done = call(folder, "report", *asked)
    assert done.returncode == 0, done.stderr
    return Run(extract, outputs, done.stdout + done.stderr)


def published(run: Run) -> Path:
    return run.outputs / "board" / MONTH


def test_no_canary_in_anything_that_is_published(run: Run) -> None:
    assert (published(run) / "index.html").is_file()
    assert where(published(run), [TOKEN, *run.machine]) == []


def test_no_canary_in_records_logs_and_messages(run: Run) -> None:
    logs = sorted((run.outputs / "analyst" / MONTH).rglob("*.log"))
    assert logs and (run.outputs / "runs").is_dir()
    assert where(run.outputs / "runs", [TOKEN, *run.machine]) == []
    for log in logs:
        assert holds(log.read_bytes(), [TOKEN, *run.machine]) == []
    # Where the report lies is said in the words of whoever asked for it.
    said = run.said.replace(str(run.outputs), "outputs")
    assert holds(said.encode(), [TOKEN, *run.machine]) == []


def test_names_and_notes_are_not_even_in_the_analysts_edition(run: Run) -> None:
    analyst = run.outputs / "analyst" / MONTH
    kept_out = [
        f"{TOKEN} {column}" for column in ("pers_forename", "pers_surname", "pers_upn", "child_name", "nhs_number", "case_note")
    ]
    assert where(analyst, [*kept_out, *run.machine]) == []


def test_no_date_of_a_person_is_published(run: Run) -> None:
    said = days_in(published(run))
    allowed = {"2026-11-04", *(day for day in said if is_last_of_month(day))}
    allowed |= {day for path in ("targets.csv", "questions.csv", "breaks.csv") for day in dates_in(run.extract / path)}
    of_people = dates_of_people(run.extract)
    assert len(of_people) > 1000
    assert {day: files for day, files in said.items() if day in of_people - allowed} == {}


def is_last_of_month(day: str) -> bool:
    return day[8:] in ("28", "29", "30", "31")


def dates_in(path: Path) -> set[str]:
    return set(re.findall(r"\d{4}-\d{2}-\d{2}", path.read_text(encoding="utf-8")))


def test_the_canaries_are_read_and_what_they_stand_in_is_found_odd(run: Run) -> None:
    findings = (run.outputs / "analyst" / MONTH / "findings.csv").read_text(encoding="utf-8")
    for kind in ("code", "date", "number", "yes"):
        assert re.search(kind, findings)
    assert TOKEN not in findings


def test_check_names_nobody(extract: Path) -> None:
    done = call(extract.parent, "check", "--data", str(extract))
    assert done.returncode == 0, done.stderr
    assert "wording for which no code is known" in done.stdout
    assert holds((done.stdout + done.stderr).encode(), [TOKEN, *machine(extract.parent)]) == []


FAULTS = {
    "a row with a cell too many": ("ssd_person.csv", lambda text: f"{text}1,{TOKEN} Ada,{TOKEN}\n"),
    "a quotation mark left open": ("ssd_person.csv", lambda text: f'{text}"{TOKEN} Ada,1\n'),
    "a NUL byte": ("ssd_address.csv", lambda text: f"{text}{TOKEN} Ada\0\n"),
    "no header": ("ssd_cla_episodes.csv", lambda text: f",,\n{TOKEN} Ada,,\n"),
    "two columns of one name": ("ssd_sdq_scores.csv", lambda text: f"csdq_person_id,csdq_person_id\n{TOKEN} Ada,2\n"),
    "dates that are none": ("ssd_contacts.csv", lambda text: "cont_contact_id,cont_person_id,cont_contact_date\n"
                            + "".join(f"{TOKEN}{n},{TOKEN},{TOKEN} Ada\n" for n in range(50))),
    "an unknown key": ("council.toml", lambda text: f'{text}\n[settings]\npep_months = "{TOKEN} Ada"\n'),
    "a file that is no TOML": ("council.toml", lambda text: f"{text}\n{TOKEN} Ada\n"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_stops_a_run_is_said_without_naming_anybody(
    extract: Path, fault: str, tmp_path: Path, capfd: pytest.CaptureFixture
) -> None:
    from helpers.cli import main

    name, broken = FAULTS[fault]
    for path in extract.glob("*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    file = tmp_path / name
    file.write_text(broken(file.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    assert main(["check", "--data", str(tmp_path), "--month", MONTH]) == 1
    said = "".join(capfd.readouterr())
    assert name in said
    assert holds(said.encode(), [TOKEN, str(tmp_path)]) == []


def _packed(text: str) -> dict[str, bytes]:
    """A text as it may hide in files of many kinds."""
    with io.BytesIO() as memory:
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("docProps/core.xml", f"<dc:creator>{text}</dc:creator>")
        workbook = memory.getvalue()
    picture = b"\x89PNG\r\n\x1a\n" + b"zTXtAuthor\0\0" + zlib.compress(text.encode())
    return {
        "plain": text.encode(),
        "in capitals": text.upper().encode(),
        "in UTF-16": text.encode("utf-16-le"),
        "in a workbook's properties": workbook,
        "in a picture's notes": picture,
        "in a picture within a page": b'<img src="data:image/png;base64,' + base64.b64encode(picture) + b'">',
        "in a workbook within a page": b'<a href="data:;base64,' + base64.b64encode(workbook) + b'">',
        "in a packed file": gzip.compress(text.encode()),
        "in an address": b"mailto:" + b"".join(f"%{byte:02x}".encode() for byte in text.encode()),
        "in a page's letters": "".join(f"&#{ord(letter)};" for letter in text).encode(),
    }


@pytest.mark.parametrize("way", _packed("x"))
def test_the_search_finds_what_is_hidden(way: str) -> None:
    assert holds(_packed(f"{TOKEN} Ada of Elm Row")[way], [TOKEN, "nobody"]) == [TOKEN]
