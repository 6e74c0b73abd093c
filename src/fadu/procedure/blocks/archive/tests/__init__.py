"""Tests of the block `archive`."""
