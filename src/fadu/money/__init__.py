"""Amounts in fen, accounts and double-entry postings that nobody can change or unbalance."""
