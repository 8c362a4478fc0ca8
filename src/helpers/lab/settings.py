"""How JupyterLab is set: for this machine alone, kernels encrypted, and without terminals, extensions and histories.

The settings are files of a folder made for one lab. No other settings of the account count, and a running server that
differs from them is refused, wherever the difference comes from.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.cache.store import VARIABLE as CACHE_VARIABLE
from helpers.clone import HISTORY_VARIABLE
from helpers.errors import UsageError
from helpers.lab.copies import KEPT
from helpers.publish.kernels import DROPPED

REQUIRED = "required"
LOCAL = ("localhost", "127.0.0.1", "::1")
# What would install, ask outside, open a terminal, or make pages that load scripts from outside.
PLUGINS_OFF = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/pluginmanager-extension",
    "@jupyterlab/terminal-extension",
)
SERVER_EXTENSIONS = {"jupyterlab": True, "jupyter_lsp": False, "jupyter_server_terminals": False, "notebook_shim": False}
DROPPED_TOO = ("JUPYTERLAB_", "MPLBACKEND")


def server_settings(copy: Path) -> dict[str, dict[str, Any]]:
    """Return the settings of the server for a working copy, by Jupyter's classes and their names."""
    return {
        "ServerApp": {
            "log_level": "WARN",
            "root_dir": str(copy),
            "ip": "localhost",
            "allow_remote_access": False,
            "terminals_enabled": False,
            "jpserver_extensions": SERVER_EXTENSIONS,
        },
        "LabApp": {"core_mode": True, "collaborative": False, "extension_manager": "readonly", "news_url": None},
        "MappingKernelManager": {"transport_encryption": REQUIRED},
        "KernelManager": {"transport_encryption": REQUIRED},
        "KernelSpecManager": {"allowed_kernelspecs": ["python3"]},
        "ContentsManager": {"allow_hidden": False},
    }


def write_settings(folder: Path, copy: Path) -> None:
    """Write the settings of one lab into its private folder. Raises OSError."""
    plugins = {"disabledExtensions": dict.fromkeys(PLUGINS_OFF, True)}
    no_history = {"HistoryManager": {"enabled": False, "hist_file": ":memory:"}}
    files = {
        "config/jupyter_server_config.json": server_settings(copy),
        "config/labconfig/page_config.json": plugins,
        "ipython/profile_default/ipython_kernel_config.json": no_history,
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    for name in ("runtime", "temporary"):
        (folder / name).mkdir()


def lab_environment(folder: Path, copy: Path, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment variables of a server and its kernels: no settings of the account are read, none is written.

    What an analyst wants to find again (layout, settings, fonts found, which outputs are trusted) is kept in the copy;
    all else in the lab's own folder, which goes with it.
    """
    kept = {name: value for name, value in base.items() if not name.startswith((*DROPPED, *DROPPED_TOO))}
    # Kernels run in the copy's folder, where a relative path would be another one.
    paths = {name: str(Path(kept[name]).absolute()) for name in (CACHE_VARIABLE, HISTORY_VARIABLE) if kept.get(name)}
    lasting, temporary = copy / KEPT, str(folder / "temporary")
    return kept | paths | {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "0",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_DATA_DIR": str(lasting / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(lasting / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(lasting / "workspaces"),
        "MPLCONFIGDIR": str(lasting / "matplotlib"),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary),
    }  # fmt: skip


def refuse_unsafe(server: Any, lab: Any, copy: Path) -> None:
    """Raise UsageError naming what of a server, made and not yet started, is not as a lab on children's records must be."""
    is_set = {
        "JupyterLab is open to this machine alone": server.ip in LOCAL and not server.allow_remote_access,
        "it asks for a token or password": server.identity_provider.auth_enabled,
        "it shows the working copy alone": all(
            Path(root).resolve() == copy.resolve()
            for root in (server.root_dir, server.contents_manager.root_dir, server.kernel_manager.root_dir)
        ),
        "kernels are encrypted": server.kernel_manager.transport_encryption == REQUIRED,
        "there are no terminals": not server.terminals_enabled,
        "no extensions are installed": lab.core_mode and not lab.dev_mode,
        "nobody else works in it": not lab.collaborative,
    }
    if wrong := [words for words, is_so in is_set.items() if not is_so]:
        raise UsageError(
            f"JupyterLab was not started, since its settings would undo this: {'; '.join(wrong)}.\n"
            "Leave those arguments out, or ask whoever set this machine's Jupyter."
        )
