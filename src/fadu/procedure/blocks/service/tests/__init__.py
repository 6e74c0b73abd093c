"""Tests of the block `service`."""
