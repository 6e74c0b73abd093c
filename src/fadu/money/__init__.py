"""Amounts in fen, accounts, double-entry postings: opened by the first register that needs it."""
