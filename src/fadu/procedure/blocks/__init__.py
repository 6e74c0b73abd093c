"""Blocks: steps that many procedures share. They expand into plain steps, so proofs see them."""
