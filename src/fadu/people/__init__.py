"""Persons (natural and legal), their identity numbers, personal values and citizen accounts."""
