"""The made-up council of the tests and of a first look: no real council, no real child."""

from helpers.demo.make import make_demo

__all__ = ["make_demo"]
