"""By the published rule a consultation goes on without who is late; nobody has answered for him."""

import pytest

from fadu.law.words import Words
from fadu.procedure.blocks.consultation import AGREE, SILENT, Reply, Request, consultation
from fadu.procedure.declare import Limit
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.models import Asking
from fadu.procedure.tests.trying import BASIS, HANDLER, LAND, MONDAY, WATER, around, played
from fadu.record.actor import ByOfficer
from fadu.record.models import entries_of
from fadu.record.moment import moment
from fadu.registers.rulebook.tests.house import decided, proposed
from tests.office import BUREAU, staffed
from tests.stage import done
from tests.test_internal_silence import RULE

RULED = around(
    "consulted_by_rule",
    *consultation(
        title=Words("征求意见", "Consultation"), post=HANDLER, bodies=(LAND, WATER), basis=BASIS,
        limit=Limit("reg.step.examine"), to="end", silence=Words("逾期未答复", "no answer in time"),
    ),
)  # fmt: skip


@pytest.fixture
def cast(db: None) -> dict[str, ByOfficer]:
    return staffed(
        handler=["handler"], land=["land"], water=["water"], legal=["legal"], director=["director"]
    )


def test_who_is_silent_is_in_the_file_as_silent_and_the_outcome_is_no_approval(
    cast: dict[str, ByOfficer],
) -> None:
    rule = done(proposed(RULE, cast["legal"], MONDAY)).case
    done(decided(rule, "approve", cast["director"], MONDAY))
    with played(RULED, cast) as play:
        done(play.take("handler", "consult_request", "sent", Request("选址"), at=MONDAY))
        done(play.give("land", "consult", "reply", Reply(AGREE), at=MONDAY))
        assert take_lawful_defaults(moment(2020, 3, 10)) == 1
        assert play.step == "end" and play.sound
        assert [each["post"] for each in play.memory["consult"]] == ["land"]
        water = Asking.objects.get(case=play.case, post="water")
        assert water.ended_on and not water.answered
        entry = entries_of(BUREAU, play.case).last()
        assert entry is not None and entry.content["actor"] == {"kind": "system", "duty": "clock"}
        assert entry.payload["act"]["outcome"] == SILENT
        assert RULE.document in entry.payload["act"]["automatic_zh"]
