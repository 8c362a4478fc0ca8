"""Which notebooks do nothing but call helpers: what such a one shows is made from what helpers are given, and nothing else.

It imports nothing but Python's own library, so that a command can tell within moments that nothing has changed.
"""

import ast
import json
from pathlib import Path
from typing import Any

HELPERS = "helpers.section"
PLAIN = (
    ast.Module, ast.ImportFrom, ast.alias, ast.Assign, ast.Expr, ast.Call, ast.Attribute, ast.Name, ast.Constant, ast.keyword,
    ast.Load, ast.Store,
)  # fmt: skip


def is_plain(cells: list[Any]) -> bool:
    """Whether code cells, given as texts, only import from helpers, assign, and call what they imported or assigned."""
    known: set[str] = set()
    for source in cells:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            return False
        for node in ast.walk(tree):
            if not isinstance(node, PLAIN) or (isinstance(node, ast.ImportFrom) and node.module != HELPERS):
                return False
            known |= {alias.asname or alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
            known |= {node.id} if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else set()
        if any(isinstance(node, ast.Name) and node.id not in known for node in ast.walk(tree)):
            return False
        if any(isinstance(node, ast.Attribute) and node.attr.startswith("_") for node in ast.walk(tree)):
            return False
    return True


def code_of(notebook: Path) -> list[str]:
    """The texts of a notebook's code cells. Raises OSError, and ValueError where it can't be read as a notebook."""
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (KeyError, TypeError) as error:
        raise ValueError("not a notebook") from error


def calls_in(cells: list[str]) -> list[tuple[str, tuple[Any, ...]]]:
    """What a plain notebook calls of a section: each method's name, with its plain values; None for a value that is none."""
    return [
        (node.func.attr, tuple(each.value if isinstance(each, ast.Constant) else None for each in node.args))
        for source in cells
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
