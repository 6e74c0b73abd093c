"""Tests of the block `seal`."""
