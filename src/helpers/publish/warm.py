"""Kernels from a warm process: the run's side of it, as a provisioner of jupyter_client."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase, LocalProvisioner

from helpers.publish.forking import ONE_THREAD, can_fork
from helpers.publish.kernels import SectionKernelManager, kernel_environment
from helpers.publish.temporary import private_folder
from helpers.stages import Stage

MODULE = "helpers.publish.forking"
LAUNCHER = "ipykernel_launcher"
GONE = "The warm process is gone."
STUCK = "The warm process does not answer."
ENDING_SECONDS = 5.0
# As long as a cell may take, which would make the same figures; and as long as a kernel may take to start.
READY_SECONDS = 600.0
START_SECONDS = 60.0


class WarmKernel:
    """A kernel that a warm process gave, with what jupyter_client asks of a process."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended: Future[int] = Future()
        try:
            self._process: psutil.Process | None = psutil.Process(pid)
        except psutil.NoSuchProcess:
            self._process = None

    def poll(self) -> int | None:
        """Its exit code; nothing while it runs."""
        return self.wait() if self.ended.done() else None

    def wait(self) -> int:
        """Its exit code, awaited; that of a killed process where the warm one is gone, and took it with it."""
        try:
            return self.ended.result()
        except RuntimeError:
            return -signal.SIGKILL

    def send_signal(self, number: int) -> None:
        """Sends a signal to it, and to none that was given its number since."""
        with suppress(psutil.NoSuchProcess):
            if self._process is not None:
                self._process.send_signal(number)

    def kill(self) -> None:
        """Ends it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)


class WarmProcess:
    """A process that has imported what notebooks use and made a month's figures, and gives kernels that have both."""

    def __init__(self, folder: Path) -> None:
        """Starts it. `folder` is private, and outlives it."""
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", MODULE, str(theirs.fileno()), str(os.getpid())],
                env=kernel_environment(folder) | ONE_THREAD,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._lock = threading.Lock()
        self._awaited: dict[int, Future[WarmKernel]] = {}
        self._running: dict[int, WarmKernel] = {}
        self._ready: Future[bool] = Future()
        self._is_gone = False
        self.stages: list[Stage] = []
        threading.Thread(target=self._listen, name="warm kernels", daemon=True).start()

    def prepare(self, data: Path, month: str, area: str, editions: Sequence[str], *, reads_once: bool = False) -> None:
        """Asks for a month's figures, which are made while the run goes on; `reads_once` where other months will follow."""
        request = {"data": str(data), "month": month, "area": area, "editions": list(editions), "reads_once": reads_once}
        with self._lock:
            self._ready = Future()
            self.stages = []
            if self._is_gone:
                self._ready.set_result(False)
        with suppress(OSError):
            self._send({"prepare": request})

    def is_ready(self) -> bool:
        """Waits until the figures asked for last are made; whether kernels that have them can be had.

        Where it takes too long to answer, it is ended.
        """
        try:
            return self._ready.result(READY_SECONDS)
        except TimeoutError:
            self._process.kill()
            return False

    def start(self, arguments: Sequence[str], environment: Mapping[str, str], folder: str) -> WarmKernel:
        """A kernel with arguments, environment variables and folder of its own. Raises RuntimeError where none can be had."""
        answer: Future[WarmKernel] = Future()
        with self._lock:
            if self._is_gone:
                raise RuntimeError(GONE)
            number = len(self._awaited)
            self._awaited[number] = answer
        try:
            self._send({"number": number, "arguments": list(arguments), "environment": dict(environment), "folder": folder})
        except OSError:
            raise RuntimeError(GONE) from None
        try:
            return answer.result(START_SECONDS)
        except TimeoutError:
            # It is asked no more, but left to end with the run: notebooks may still run in kernels that it gave.
            self._is_gone = True
            raise RuntimeError(STUCK) from None

    def provisioner(self, manager: SectionKernelManager) -> KernelProvisionerBase | None:
        """What takes a manager's kernel from this process; nothing where it is gone, so that one is started anew."""
        if self._is_gone:
            return None
        made = WarmProvisioner(kernel_id=manager.kernel_id, kernel_spec=manager.kernel_spec, parent=manager)
        made.warm = self
        return made

    def close(self) -> None:
        """Ends it and every kernel that it gave."""
        if not self._ready.done():
            # It is at work on figures that nobody waits for any more, and would hear of the end once it is through.
            self._process.kill()
        with suppress(OSError):
            self._channel.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._channel.close()

    def _send(self, words: Mapping[str, object]) -> None:
        with self._lock:
            self._channel.sendall(json.dumps(words).encode() + b"\n")

    def _listen(self) -> None:
        """Takes what the process tells, until it is gone."""
        with suppress(OSError, ValueError), self._channel.makefile("rb") as lines:
            for line in lines:
                self._take(json.loads(line))
        with self._lock:
            self._is_gone = True
            if not self._ready.done():
                self._ready.set_result(False)
        for future in (*self._awaited.values(), *(kernel.ended for kernel in self._running.values())):
            if not future.done():
                future.set_exception(RuntimeError(GONE))

    def _take(self, told: Mapping[str, Any]) -> None:
        match told:
            case {"is_ready": is_ready, **more}:
                self.stages = [Stage(**each) for each in more.get("stages", ())]
                if not self._ready.done():
                    self._ready.set_result(is_ready)
            case {"number": number, "pid": None}:
                self._awaited[number].set_exception(RuntimeError("The machine has no room for one more process."))
            case {"number": number, "pid": pid}:
                self._running[pid] = WarmKernel(pid)
                self._awaited[number].set_result(self._running[pid])
            case {"ended": pid, "code": code}:
                self._running.pop(pid).ended.set_result(code)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a copy of a warm process, where jupyter_client would start a new one."""

    warm: WarmProcess

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Takes a kernel from the warm process; the launcher's own arguments alone are of use to it."""
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        self.process = self.warm.start(arguments, options["env"], str(options.get("cwd") or Path.cwd()))
        self.pid = self.pgid = self.process.pid
        self.cwd = options.get("cwd")
        return self.connection_info

    async def wait(self) -> int | None:
        """Waits until the kernel has ended, where jupyter_client would look ten times a second."""
        if self.process is not None:
            with suppress(RuntimeError):
                await asyncio.shield(asyncio.wrap_future(self.process.ended))
        return await super().wait()


@contextmanager
def warm_kernels(are_wanted: bool = True) -> Iterator[WarmProcess | None]:
    """A warm process; nothing where none is wanted, or processes can't be copied. It ends with what it is needed for."""
    if not are_wanted or not can_fork():
        yield None
        return
    with private_folder() as folder:
        try:
            warm = WarmProcess(folder)
        except OSError:
            yield None
            return
        try:
            yield warm
        finally:
            warm.close()
