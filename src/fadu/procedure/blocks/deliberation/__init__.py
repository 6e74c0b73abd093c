"""Block *deliberation* (集体讨论): a meeting hears its members on cases that wait for it."""
