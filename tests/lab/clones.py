"""A clone of the workbook in a temporary folder, under git, with a small made-up council; and commands run in it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("src", "notebooks", "data/reference", ".gitignore", "outputs/.gitignore")
LEFT_OUT = shutil.ignore_patterns("own", "__pycache__", ".ipynb_checkpoints")
COMMAND = "import sys; from helpers.cli import main; sys.exit(main())"
TOKEN = "token"
STARTING_SECONDS = 60


def git(clone, *arguments):
    """What git says in a clone."""
    own = ["git", "-c", "safe.directory=*", "-c", "user.name=Asha", "-c", "user.email=asha@example.org"]
    return subprocess.run([*own, *arguments], cwd=clone, capture_output=True, text=True, check=True).stdout


def make_clone(folder, council):
    """A clone in a folder, all its files committed, with the made-up council's extract where notebooks look for it."""
    for name in COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / name, target)
    shutil.copytree(council, folder / "data" / "demo")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "as released")
    return folder


def environment(clone, home, **more):
    """The environment of an account whose home folder is `home`, for which the clone is the workbook."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "JPY_", "IPYTHON", "XDG_"))}
    return kept | {"PYTHONPATH": str(clone / "src"), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home)} | more


def run(clone, home, *words, **more):
    """A command of the workbook, to its end."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *words], cwd=home, env=environment(clone, home, **more), capture_output=True, text=True
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(clone, home, command, *, where):
    """A Jupyter server until it is told to end: its address, and how to ask it."""
    port = free_port()
    arguments = ["--no-browser", "--allow-root", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    server = subprocess.Popen([sys.executable, *command, *arguments], cwd=where, env=environment(clone, home))
    try:
        until = time.monotonic() + STARTING_SECONDS
        while ask(port, "api")[0] != 200:
            assert server.poll() is None and time.monotonic() < until, "the server did not start"
            time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def ask(port, path, method="GET", content=None):
    """What a server answers: the status, 0 where there is none, and the text."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/{path}?token={TOKEN}",
        method=method,
        data=content,
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""
    except OSError:
        return 0, ""
