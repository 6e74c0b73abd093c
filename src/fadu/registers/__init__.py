"""Registers: one Django app per domain; none imports another."""
