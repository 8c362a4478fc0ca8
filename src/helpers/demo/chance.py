"""Random draws that are the same on every machine: only the generator's plain numbers between 0 and 1 are used."""

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


def _numbers(seed: int, name: str) -> Iterator[float]:
    stream = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(name.encode())])))
    while True:
        yield from stream.random(1024).tolist()


class Chance:
    """One stream of draws, named: a stream added later changes no other.

    Only sums, products and comparisons follow the plain draw, never a logarithm, whose last digit differs between machines.
    """

    def __init__(self, seed: int, name: str) -> None:
        self._numbers = _numbers(seed, name)

    def falls(self, share: float) -> bool:
        """Yes with the given share (0 to 1)."""
        return next(self._numbers) < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both in."""
        return low + int(next(self._numbers) * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items, all alike."""
        return items[int(next(self._numbers) * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """One of the keys, as often as its weight says; weights need not sum to 1."""
        left = next(self._numbers) * math.fsum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return item

    def spread(self, quantiles: Sequence[float]) -> float:
        """A number from the distribution with these evenly spaced quantiles, lowest to highest."""
        place = next(self._numbers) * (len(quantiles) - 1)
        step = int(place)
        return quantiles[step] + (quantiles[step + 1] - quantiles[step]) * (place - step)

    def rounded(self, number: float) -> int:
        """The whole number below or above, so that the mean is right."""
        return int(number + next(self._numbers))

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in another order."""
        keys = [next(self._numbers) for _ in items]
        return [items[i] for i in sorted(range(len(items)), key=keys.__getitem__)]
