"""Discretion tables (裁量基准): read, proved, compared by layer, and reckoned with in fen."""
