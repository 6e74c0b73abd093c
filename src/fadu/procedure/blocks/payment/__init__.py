"""Payment (缴费): an amount due, paid in parts through a gateway, waived or given back lawfully."""
