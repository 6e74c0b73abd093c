"""Countable figures: a figure is a query whose rows open, and it equals what they add up to."""
