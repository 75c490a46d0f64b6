"""The order of randomize() with a seed: the same as in ODK Collect and ODK Web Forms."""

import math
from collections.abc import Sequence
from typing import Final, TypeVar

_MODULUS: Final = 2**31 - 1  # the generator of Park and Miller, "minimal standard"
_FACTOR: Final = 16807
_LARGEST: Final = 2.0**63

Item = TypeVar("Item")


def shuffled(items: Sequence[Item], seed: float) -> tuple[Item, ...]:
    """Return `items` in the order of `seed`, whose decimals do not count; NaN is the seed 0, as in Java."""
    whole = 0 if math.isnan(seed) else int(max(-_LARGEST, min(_LARGEST, seed)))
    state = int(math.fmod(whole, _MODULUS))  # with the sign of the seed
    if state <= 0:
        state += _MODULUS - 1
    order: list[Item] = []
    for place, item in enumerate(items):
        state = state * _FACTOR % _MODULUS
        other = math.floor((state - 1) / (_MODULUS - 1) * (place + 1))
        order.append(item)
        order[place], order[other] = order[other], item
    return tuple(order)
