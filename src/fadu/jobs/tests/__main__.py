"""A worker process on the database of the running test: `python -m fadu.jobs.tests DATABASE …`.

`… kill HOW SEED` raises and kills workers and prints the number of kills; `… work` is the worker's
own command line.
"""

import importlib
import sys

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
nursery = importlib.import_module("fadu.jobs.tests.nursery")

if sys.argv[2] == "kill":
    print(nursery.raise_and_kill(sys.argv[3], int(sys.argv[4])))
else:
    sys.exit(importlib.import_module("fadu.jobs.worker").main(["--idle", "0.05"]))
