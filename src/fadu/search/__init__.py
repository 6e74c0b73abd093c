"""A bigram index over what registers offer: opened when there is enough to search."""
