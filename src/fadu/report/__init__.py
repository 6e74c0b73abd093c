"""The statutory reports: composed from figures, and every figure opens the rows behind it."""
