"""Working days in China: rest days and make-up days (调休) of each published year.

The data are the State Council's yearly notices, one file a year. A question that needs a year
without notice raises `CalendarMissing`; nothing is guessed unless a caller asks for `assuming`.
"""

from fadu.law.calendar.days import Calendar, CalendarMissing
from fadu.law.calendar.year import CalendarError, Holiday, Year, read_year

__all__ = ["Calendar", "CalendarError", "CalendarMissing", "Holiday", "Year", "read_year"]
