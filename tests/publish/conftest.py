import psutil
import pytest

from helpers.publish import page as page_module
from publish.clones import TEMPLATE, make_clone


@pytest.fixture
def clone(tmp_path):
    return make_clone(tmp_path / "clone")


@pytest.fixture(autouse=True)
def plain_template(tmp_path_factory, monkeypatch, request):
    """A page template of a few lines, but for tests that ask for the real one."""
    if "real_template" in request.fixturenames:
        return
    folder = tmp_path_factory.mktemp("templates") / "template"
    folder.mkdir()
    (folder / "conf.json").write_text('{"mimetypes": {"text/html": true}}')
    (folder / "index.html.j2").write_text(TEMPLATE)
    monkeypatch.setattr(page_module, "TEMPLATE", folder)


@pytest.fixture
def no_children_left():
    """After the test this process has no child more than before."""
    before = set(psutil.Process().children(recursive=True))
    yield
    _, left = psutil.wait_procs(set(psutil.Process().children(recursive=True)) - before, timeout=3)
    assert not left


@pytest.fixture
def real_template():
    """The template that the report is made with."""
