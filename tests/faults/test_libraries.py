"""Fault 42: another version of a library than the workbook was tested with."""

import pytest

from helpers.errors import MachineError
from helpers.publish.libraries import check_libraries, libraries_that_differ


def installed(folder, name, version, *requirements):
    place = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    place.mkdir()
    needs = "".join(f"Requires-Dist: {each}\n" for each in requirements)
    (place / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}", encoding="utf-8")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_the_libraries_of_this_environment_are_those_of_the_workbook():
    assert libraries_that_differ() == []


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("2.9", "made-up-table 2.9, needed <4,>=3"),
        ("4.0", "made-up-table 4.0, needed <4,>=3"),
        (None, "made-up-table is not installed"),
    ],
)
def test_another_version_or_none_is_the_machine_s_fault_and_is_named(place, there, said):
    installed(place, "made-up-report", "1", "made-up-table>=3,<4", 'made-up-test>=1; extra == "dev"')
    if there:
        installed(place, "made-up-table", there)
    with pytest.raises(MachineError, match="conda env update") as error:
        check_libraries("made-up-report")
    assert said in str(error.value)


@pytest.mark.parametrize("there", ["3", "3.0.7", "3.9.9"])
def test_any_version_of_the_range_will_do(place, there):
    installed(place, "made-up-report", "1", "made-up-table>=3,<4")
    installed(place, "made-up-table", there)
    assert libraries_that_differ("made-up-report") == []
