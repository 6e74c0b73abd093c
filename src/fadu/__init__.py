"""Fadu 法度: a county natural-resources bureau, run by law, its year computed from the record."""

__version__ = "0.1.0"
