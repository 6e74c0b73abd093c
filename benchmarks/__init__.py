"""Benchmarks: ours beside a floor and a rival, in one run; only ratios count."""
