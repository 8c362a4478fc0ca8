"""Processes split off a warm one, on Linux alone: the one module that forks. Elsewhere it is only asked, and says no.

Run as `python -m helpers.publish.forking`, it imports what notebooks use, makes the month's figures, and then turns a copy
of itself into a kernel for each notebook that asks for one. It starts no thread, so that a copy lacks nothing. It ends, and
all that it split off with it, when the run that started it is gone.
"""

import ctypes
import gc
import json
import os
import pickle
import random
import selectors
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from helpers.publish.warming import warm_up
from helpers.stages import take_stages

PARENT_DEATH_SIGNAL = 1
LONGEST_LINE = 1_000_000
# Read by libraries as they are imported: each would start threads of its own, and a copy of a process has none of them.
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
Task = Callable[[], Any]


def can_fork() -> bool:
    """Whether processes can be split off here."""
    return sys.platform == "linux" and hasattr(os, "fork")


def is_single() -> bool:
    """Whether this process has one thread, the libraries' own counted too."""
    return len(list(Path("/proc/self/task").iterdir())) == 1


def die_with(parent: int) -> None:
    """Let this process be killed when the one that started it ends; at once where it has ended already."""
    ctypes.CDLL(None, use_errno=True).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def side_by_side(tasks: Sequence[Task], meanwhile: Callable[[], object] | None = None) -> list[Any]:
    """What some tasks give, in their order, each done by a copy of this process; as many at a time as there are processors.

    A task that fails raises its own error here, the first in their order, once all are done. What this process itself does
    `meanwhile` it does once the last of them has begun.
    """
    most = len(os.sched_getaffinity(0))
    waiting, running, answers = list(enumerate(tasks)), {}, {}
    with selectors.DefaultSelector() as pipes:
        while waiting or running:
            while waiting and len(running) < most:
                place, task = waiting.pop(0)
                pid, pipe = _split_off(task)
                running[pipe] = (place, pid, bytearray())
                pipes.register(pipe, selectors.EVENT_READ)
            if meanwhile is not None and not waiting:
                meanwhile()
                meanwhile = None
            for event, _ in pipes.select():
                place, pid, content = running[event.fd]
                if read := os.read(event.fd, 1 << 20):
                    content += read
                    continue
                pipes.unregister(event.fd)
                os.close(event.fd)
                os.waitpid(pid, 0)
                del running[event.fd]
                answers[place] = content
    return [_answer(answers[place]) for place in range(len(tasks))]


def _answer(content: bytearray) -> Any:
    """What a task's process wrote; raises the error that it wrote instead."""
    if not content:
        raise ChildProcessError("a part of the work was ended before it was done")
    is_done, answer = pickle.loads(content)  # noqa: S301 (from a process of our own, through a pipe of our own)
    if not is_done:
        raise answer
    return answer


def _split_off(task: Task) -> tuple[int, int]:
    """A copy of this process that does a task and writes what it gives into a pipe: its number, and the pipe's end."""
    ours, theirs = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(theirs)
        return pid, ours
    code = 1
    try:
        os.close(ours)
        die_with(parent)
        try:
            answer = pickle.dumps((True, task()), protocol=5)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is raised where the answer is awaited)
            answer = pickle.dumps((False, error))
        with os.fdopen(theirs, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


class _Server:
    """Answers a run's requests, a line of JSON each, and tells of kernels that ended."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel, self.rest = channel, b""
        self.kernels: set[int] = set()
        self.wake, self.woken = os.pipe()
        for end in (self.wake, self.woken):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.woken, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Serves until the run is gone."""
        with selectors.DefaultSelector() as events:
            events.register(self.channel, selectors.EVENT_READ)
            events.register(self.wake, selectors.EVENT_READ)
            self.events = events
            while True:
                for event, _ in events.select():
                    if event.fileobj is self.channel:
                        if not self._read():
                            return
                    else:
                        with suppress(BlockingIOError):
                            os.read(self.wake, 4096)
                        self._reap()

    def tell(self, **words: Any) -> None:
        """Sends the run a line."""
        self.channel.sendall(json.dumps(words).encode() + b"\n")

    def _read(self) -> bool:
        """Does what is asked; false where the run is gone."""
        content = self.channel.recv(65536)
        if not content or len(self.rest) > LONGEST_LINE:
            return False
        *lines, self.rest = (self.rest + content).split(b"\n")
        for line in lines:
            asked = json.loads(line)
            if "prepare" in asked:
                self._prepare(asked["prepare"])
            else:
                try:
                    pid = self._start(asked)
                except OSError:
                    self.tell(number=asked["number"], pid=None)
                    continue
                self.kernels.add(pid)
                self.tell(number=asked["number"], pid=pid)
        return True

    def _prepare(self, asked: dict[str, Any]) -> None:
        """Makes the figures asked for, and says whether copies of this process can be made: not once it has a thread more."""
        try:
            warm_up(asked, side_by_side)
            self.tell(is_ready=is_single(), stages=[vars(each) for each in take_stages()])
        except Exception:  # noqa: BLE001 (whatever it is, the run meets it as it makes the figures by itself)
            take_stages()
            self.tell(is_ready=False)
        gc.collect()
        gc.freeze()

    def _start(self, asked: dict[str, Any]) -> int:
        parent = os.getpid()
        pid = os.fork()
        if pid:
            return pid
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            die_with(parent)
            self.events.close()
            self.channel.close()
            os.close(self.wake)
            os.close(self.woken)
            become_kernel(asked["arguments"], asked["environment"], asked["folder"])
        finally:
            os._exit(1)

    def _reap(self) -> None:
        """Takes note of kernels that have ended, and tells the run."""
        for pid in list(self.kernels):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self.kernels.discard(pid)
                self.tell(ended=pid, code=os.waitstatus_to_exitcode(status))

    def end(self) -> None:
        """Ends all kernels, and what they started in their groups."""
        for pid in self.kernels:
            with suppress(OSError):
                os.killpg(pid, signal.SIGKILL)


def become_kernel(arguments: Sequence[str], environment: dict[str, str], folder: str) -> NoReturn:
    """Turns this process into a kernel, as `python -m ipykernel_launcher` would be one; it ends with it."""
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    random.seed()
    if (numpy := sys.modules.get("numpy")) is not None:
        numpy.random.seed()
    sys.argv = ["ipykernel_launcher.py", *arguments]
    code = 1
    try:
        IPKernelApp.launch_instance(argv=list(arguments))
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(bool(left.code))
    finally:
        os._exit(code)


def main() -> None:
    """Serves the run at the other end of the socket named, whose process is named too, until it is gone."""
    die_with(int(sys.argv[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = _Server(socket.socket(fileno=int(sys.argv[1])))
    try:
        server.serve()
    finally:
        server.end()
        os._exit(0)


if __name__ == "__main__":
    main()
