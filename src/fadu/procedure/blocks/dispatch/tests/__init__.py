"""Tests of the block `dispatch`."""
