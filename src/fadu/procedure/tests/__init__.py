"""Tests of the room `procedure` that need no register; the stories are in tests/."""
