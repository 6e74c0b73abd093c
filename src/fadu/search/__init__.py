"""A bigram index over what the apps offer to be found, and a keyed one over names and numbers."""
