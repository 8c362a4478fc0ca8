"""How the kernels of a report's notebooks are started and ended: this environment's Python, in private, nothing left."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets.config import Config

from helpers.errors import MachineError

KERNEL = "python3"
NO_HISTORY = ("--HistoryManager.enabled=False", "--HistoryManager.hist_file=:memory:")
DROPPED = ("JUPYTER_", "JPY_", "IPYTHON", "IPY_", "PYTHONSTARTUP", "MATPLOTLIBRC")
ENDING_SECONDS = 5.0


def kernel_environment(folder: Path, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment variables of a kernel: no user's profile, history or settings is read, none is written.

    The fonts that matplotlib found are kept in one folder for all kernels of a run, all else in one folder a kernel.
    """
    own = folder / f"kernel-{uuid4().hex}"
    own.mkdir(mode=0o700)
    (own / "temporary").mkdir()
    kept = {name: value for name, value in base.items() if not name.startswith(DROPPED)}
    return kept | {
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(folder / "matplotlib"),
        "PYTHONHASHSEED": "0",
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(own / "temporary")),
    }


def kernel_config(folder: Path) -> Config:
    """Settings of one kernel's manager: traffic is encrypted or the kernel doesn't start; its keys lie in private."""
    connection = folder / f"connection-{uuid4().hex}.json"
    return Config({"KernelManager": {"transport_encryption": "required", "connection_file": str(connection)}})


class KernelGuard:
    """Knows the process of one kernel, and can end it with all that it started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: psutil.Process | None = None
        self._family: set[psutil.Process] = set()
        self.is_stopped = False
        self.has_overrun = False

    def started(self, pid: int) -> None:
        """Takes note of a kernel's process; ends it at once where it comes after `stop`."""
        with self._lock:
            try:
                self._process = psutil.Process(pid)
            except psutil.NoSuchProcess:
                self._process = None
        if self.is_stopped:
            self.end()

    def note_family(self) -> None:
        """Takes note of the processes that the kernel has started up to now."""
        with self._lock:
            if self._process is not None:
                try:
                    self._family.update(self._process.children(recursive=True))
                except psutil.Error:
                    pass

    def end(self) -> None:
        """Ends the kernel and all that it started, if any of it still runs. Safe to call more than once."""
        self.note_family()
        with self._lock:
            if self._process is None:
                return
            _end_group(self._process)
            gone = [*self._family, self._process]
        for process in gone:
            try:
                process.kill()
            except psutil.Error:
                pass
        psutil.wait_procs(gone, timeout=ENDING_SECONDS)

    def stop(self) -> None:
        """Ends the kernel, and lets no other start under this guard."""
        self.is_stopped = True
        self.end()

    def overrun(self) -> None:
        """Ends the kernel since its notebook took longer than it may."""
        self.has_overrun = True
        self.stop()


def _end_group(kernel: psutil.Process) -> None:
    """Ends the group of processes that a kernel leads, or led: a number is not given anew while its group has members."""
    if os.name == "nt" or (psutil.pid_exists(kernel.pid) and not kernel.is_running()):
        return
    try:
        os.killpg(kernel.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


Provisioning = Callable[["SectionKernelManager"], KernelProvisionerBase | None]


class SectionKernelManager(AsyncKernelManager):
    """Starts a kernel of the running Python, whatever the machine calls `python3`, under a guard."""

    guard: KernelGuard
    folder: Path

    def provisioner_of(self) -> KernelProvisionerBase | None:
        """What brings the kernel into being; nothing for a process started anew."""
        return None

    @property
    def kernel_spec(self) -> KernelSpec:
        """The kernel of this very environment."""
        if self._kernel_spec is None:
            self._kernel_spec = KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())
        return self._kernel_spec

    async def start_kernel(self, **options: Any) -> None:
        """Starts the kernel with a private environment; what it says outside of cells goes nowhere."""
        if self.guard.is_stopped:
            raise MachineError("The run was ended.")
        options |= {"env": kernel_environment(self.folder), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if self.provisioner is None:
            self.provisioner = self.provisioner_of()
        await super().start_kernel(**options)
        if self.provisioner is not None and self.provisioner.pid is not None:
            self.guard.started(self.provisioner.pid)

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:
        """Ends the kernel; what it started is noted first, since afterwards it can't be found."""
        self.guard.note_family()
        await super().shutdown_kernel(now=now, restart=restart)


def manager_class(in_folder: Path, under: KernelGuard, by: Provisioning | None = None) -> type[SectionKernelManager]:
    """The class that starts the kernels of one notebook: nbclient makes the manager itself and takes only a class.

    `by` gives what brings the kernel into being; nothing for a process started anew.
    """

    class GuardedKernelManager(SectionKernelManager):
        guard = under
        folder = in_folder

        def provisioner_of(self) -> KernelProvisionerBase | None:
            return by(self) if by else None

    return GuardedKernelManager
