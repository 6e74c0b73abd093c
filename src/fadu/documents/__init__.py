"""Documents: released texts with digests, PDF for ever, numbers without gap.

A document that leaves the bureau can be made again to the byte, years later: from its text (by
version and digest), its data (in the record) and its date (never the clock).
"""
