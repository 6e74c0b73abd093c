"""Tests of the case audit."""
