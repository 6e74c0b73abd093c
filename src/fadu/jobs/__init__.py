"""Work that leaves a transaction: the outbox, its worker, and the duties of every tick.

A page or an act never sends, renders or exchanges anything itself. It writes a job in its own
transaction; a worker does it afterwards. What was promised is done although the machine dies, and
what was rolled back is never done.
"""
