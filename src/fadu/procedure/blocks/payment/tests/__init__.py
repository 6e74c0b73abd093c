"""Tests of the block `payment`."""
