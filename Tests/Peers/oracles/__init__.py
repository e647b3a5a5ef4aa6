"""Every measure of almanac-truth/1 written out again from its conventions, with 40 digits.

Nothing here was translated from the product: each function is the convention's sentence in mpmath, so that an
answer of `almanac verify` can be held against a second author. `ORACLES[measure](input)` is the expected answer.
"""

from . import (
    change,
    composites,
    disclosure,
    disparity,
    distributions,
    gradients,
    inequality,
    intervals,
    margins,
    presentation,
    rates,
    segregation,
    space,
    transfer,
)
from .common import ORACLES

__all__ = ["ORACLES"]
