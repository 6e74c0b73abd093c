"""Coordinates, layers, geometry and overlay: opened by the first register that needs them."""
