"""The rivals of W1: a procedure of eight steps, one durable commit and one history row a step.

Each runs in a throw-away environment of its own packages, and knows nothing of ours.
"""
