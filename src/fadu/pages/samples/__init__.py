"""Samples for the living style page: each part filled in. Nothing in them is real.

A new part gets a sample in one of these modules, or a module of its own that is named here.
"""

from collections.abc import Mapping

from fadu.pages.samples import asking, doing, frame, listing, telling
from fadu.pages.samples.sample import Sample

_MODULES = (frame, asking, doing, telling, listing)
PARTS: Mapping[str, Sample] = {
    sample.name: sample for module in _MODULES for sample in module.SAMPLES
}
