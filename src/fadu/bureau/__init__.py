"""The bureau, its sections, posts, officers and dated appointments: who may act on a day."""
