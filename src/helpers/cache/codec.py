"""Figures and tables as bytes and back: JSON for what is small, Arrow for tables. Nothing in such bytes can act when it is read.

A value is made of texts, numbers, days, lists, mappings, tables, arrays, and this workbook's own data classes and enumerations of
such; anything else is refused, on the way in and on the way out.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pydantic import BaseModel

OWN = "helpers."
COLUMN = "values"
LENGTH_BYTES = 8
# A process in which Arrow has started threads can't be copied any more, and kernels are copies.
WITHOUT_THREADS_TO_READ = pa.ipc.IpcReadOptions(use_threads=False)
WITHOUT_THREADS_TO_WRITE = pa.ipc.IpcWriteOptions(use_threads=False)


class NotKept(TypeError):
    """A value, or bytes, of another kind than can be kept."""


def encode(value: object) -> bytes:
    """Return a value as bytes. Raises NotKept for one of another kind."""
    tables: list[bytes] = []
    tree = json.dumps(_Encoder(tables).tree_of(value)).encode()
    parts = [tree, *tables]
    return b"".join(len(part).to_bytes(LENGTH_BYTES, "big") + part for part in parts)


def decode(content: bytes | memoryview) -> Any:
    """Return the value that some bytes hold. Raises NotKept, ValueError or KeyError for bytes of another kind."""
    parts, rest = [], memoryview(content)
    while len(rest):
        length = int.from_bytes(rest[:LENGTH_BYTES], "big")
        part, rest = rest[LENGTH_BYTES : LENGTH_BYTES + length], rest[LENGTH_BYTES + length :]
        if len(part) != length:
            raise NotKept("cut short")
        parts.append(part)
    if not parts:
        raise NotKept("empty")
    return _Decoder(parts[1:]).value_of(json.loads(bytes(parts[0])))


class _Encoder:
    """Writes values as trees of JSON: plain ones and tuples as they are, each other kind as a mapping of one key."""

    def __init__(self, tables: list[bytes]) -> None:
        self._tables = tables

    def tree_of(self, value: object) -> Any:
        """Return a value's tree. Raises NotKept."""
        match value:
            case Enum():
                return {"enum": [_name_of(type(value)), value.value]}
            case None | bool() | int() | float() | str():
                return value
            case tuple():
                return [self.tree_of(each) for each in value]
            case list() | set() | frozenset():
                members = value if isinstance(value, list) else sorted(value)
                return {type(value).__name__: [self.tree_of(each) for each in members]}
            case Mapping():
                return {"mapping": [[self.tree_of(key), self.tree_of(each)] for key, each in value.items()]}
            case date() if type(value) is date:
                return {"date": value.isoformat()}
            case BaseModel():
                return {"model": [_name_of(type(value)), value.model_dump_json()]}
            case pd.DataFrame() | np.ndarray():
                return {"table" if isinstance(value, pd.DataFrame) else "array": self._add(value)}
        if is_dataclass(value) and not isinstance(value, type):
            held = {each.name: self.tree_of(getattr(value, each.name)) for each in fields(value)}
            return {"class": [_name_of(type(value)), held]}
        raise NotKept(type(value).__name__)

    def _add(self, value: pd.DataFrame | np.ndarray) -> int:
        frame = pd.DataFrame({COLUMN: value}) if isinstance(value, np.ndarray) else value
        if not isinstance(frame.index, pd.RangeIndex) or frame.index.start or frame.columns.has_duplicates:
            raise NotKept("a table with an index of its own")
        try:
            table = pa.Table.from_pandas(frame, preserve_index=False, nthreads=1)
        except (pa.ArrowException, TypeError):
            raise NotKept("a table of mixed columns") from None
        sink = io.BytesIO()
        with pa.ipc.new_stream(sink, table.schema, options=WITHOUT_THREADS_TO_WRITE) as writer:
            writer.write_table(table)
        self._tables.append(sink.getvalue())
        return len(self._tables) - 1


class _Decoder:
    """Reads the trees that the encoder writes."""

    def __init__(self, tables: list[memoryview]) -> None:
        self._tables = tables

    def value_of(self, tree: Any) -> Any:
        """Return the value of a tree. Raises NotKept, ValueError or KeyError."""
        if isinstance(tree, list):
            return tuple(self.value_of(each) for each in tree)
        if not isinstance(tree, dict):
            return tree
        ((kind, held),) = tree.items()
        return self._of_kind(kind, held)

    def _of_kind(self, kind: str, held: Any) -> Any:
        match kind:
            case "list" | "set" | "frozenset":
                return {"list": list, "set": set, "frozenset": frozenset}[kind](self.value_of(each) for each in held)
            case "mapping":
                return {self.value_of(key): self.value_of(each) for key, each in held}
            case "date":
                return date.fromisoformat(held)
            case "enum":
                return _own_class(held[0], Enum)(held[1])
            case "model":
                return _own_class(held[0], BaseModel).model_validate_json(held[1])
            case "table":
                return self._table(held)
            case "array":
                return self._table(held)[COLUMN].to_numpy()
            case "class":
                return self._instance(*held)
        raise NotKept(kind)

    def _table(self, number: int) -> pd.DataFrame:
        stream = pa.ipc.open_stream(self._tables[number], options=WITHOUT_THREADS_TO_READ)
        return stream.read_all().to_pandas(use_threads=False)

    def _instance(self, name: str, held: dict[str, Any]) -> object:
        """A data class with the fields that were kept; what it does when it is made anew is not done again."""
        found = _own_class(name, object)
        if not is_dataclass(found) or {each.name for each in fields(found)} != held.keys():
            raise NotKept(name)
        made = object.__new__(found)
        for field, tree in held.items():
            object.__setattr__(made, field, self.value_of(tree))
        return made


def _name_of(kind: type) -> str:
    if not kind.__module__.startswith(OWN):
        raise NotKept(kind.__name__)
    return f"{kind.__module__}:{kind.__qualname__}"


def _own_class(name: str, base: type) -> Any:
    """A class of this workbook by its name. Raises NotKept for anything else."""
    module, _, kind = name.partition(":")
    if not module.startswith(OWN):
        raise NotKept(name)
    try:
        found = getattr(import_module(module), kind, None)
    except ImportError:
        found = None
    if not isinstance(found, type) or not issubclass(found, base):
        raise NotKept(name)
    return found
