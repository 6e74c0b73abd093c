"""Blocks: steps that many procedures share. A block expands into plain steps, so proofs see them."""
