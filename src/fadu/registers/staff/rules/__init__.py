"""The rules of staffing, as pure functions: posts, absence, appointments, certificates."""
