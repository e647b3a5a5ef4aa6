"""Inputs for every measure: `GENERATORS[measure](draw)` is its tags and one random input."""

from . import (
    change,
    composites,
    disclosure,
    distributions,
    gradients,
    intervals,
    margins,
    rates,
    segregation,
    space,
    transfer,
)
from .common import GENERATORS, Draw

__all__ = ["GENERATORS", "Draw"]
