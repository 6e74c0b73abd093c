"""The house that W7 visits: an inbox of some two hundred cases, a short case and a long one.

`python -m benchmarks w7_house` fills the database that the environment names, and prints the
addresses to ask for as one line of JSON.
"""

import json
from collections.abc import Sequence

from benchmarks.w1_cases import (
    ACCEPT,
    INCOMPLETE,
    Applications,
    expect,
    found_bureau,
    lengthened_by_notices,
)
from fadu.procedure.models import Case
from fadu.site.demo.cast import BUREAU
from fadu.site.demo.founding import open_accounts

WAITING = 200
SHORT, LONG = 8, 300


def main(argv: Sequence[str]) -> None:
    """Fill, and say where."""
    found_bureau()
    open_accounts()
    here = Applications("0")
    for case in here.opened(WAITING):
        expect(ACCEPT(here, case, here.key()))
    told = {
        "inbox": f"/desk/{BUREAU}/",
        "case": _case_of(here, SHORT),
        "long case": _case_of(here, LONG),
        "guide": f"/{BUREAU}/guide/realestate.transfer/",
    }
    print(json.dumps(told), flush=True)


def _case_of(here: Applications, entries: int) -> str:
    (case,) = here.opened(1, INCOMPLETE)
    for act in lengthened_by_notices(entries):
        expect(act(here, case, here.key()))
    return f"/desk/{BUREAU}/cases/{Case.objects.get(bureau=BUREAU, id=case).number}/"
