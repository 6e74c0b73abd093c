"""Stories and proofs that cross rooms."""
