"""What happens: `hall` (numbers, calling, serving) and `bookings` (times asked for and given up).

Plain verbs with `by`, `at`, `key` like the engine's, each in one transaction under the lock of the
day's queue. They write no record entry: see the register's `__init__`.
"""
