"""How a matter proceeds: declarations, proofs, cases, tasks, clocks, papers and blocks.

The six words of a declaration are in `declare`; the verbs that everything goes through in `acts`.
This room knows no domain word.
"""
