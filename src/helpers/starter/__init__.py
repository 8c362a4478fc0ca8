"""A starter beside an extract: `council.toml`, files with a header alone, and what goes where."""

from helpers.starter.make import Made, make_starter

__all__ = ["Made", "make_starter"]
