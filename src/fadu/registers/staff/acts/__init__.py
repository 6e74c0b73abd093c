"""The acts of staffing, one file a matter: each with its gates, `decide` and `apply`."""
