"""Settings by profile: `single`, `production`, `demo`, and `test` for the suite.

FADU_PROFILE chooses (fadu.site.profile). The profiles differ in settings only, never in code.
"""
