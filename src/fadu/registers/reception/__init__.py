"""接待 (reception): queue numbers at the hall, and bookings of a time to come.

Nothing here decides about anybody's right, so nothing of it stands in the record: rows are changed
in place, personal data are swept after days, and figures count what is left
(docs/decisions). A ticket that led to a case carries the case's id.

Words: ticket 号码, queue 队列, window 窗口, seat 坐席, leg 一段, booking 预约, slot 时段, walk-in 现场取号.
"""
