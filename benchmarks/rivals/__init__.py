"""The rivals of W1: the same eight-step procedure, one durable commit and one history row a step."""
