"""Views of the portal, one module for each thing a visitor does."""
