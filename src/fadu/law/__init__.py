"""What the law says on a day: articles and their versions, calendar, periods, dated parameters.

Pure Python and dated data, free of any framework, so that it can be used as a library by itself.
"""
