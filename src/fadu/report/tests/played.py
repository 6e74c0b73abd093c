"""Three transfers to count: one done in time, one done late, one still open."""

from tests.stage import MONDAY, THURSDAY, TUESDAY, Stage, case_of, done

from fadu.procedure.models import Case
from fadu.record.moment import Moment, moment


class Played(Stage):
    """Three transfers: one done in time, one done late, one still open."""

    def __init__(self) -> None:
        """Play them in March and May."""
        super().__init__()
        self.done = self.through(MONDAY, TUESDAY, THURSDAY)
        self.late = self.through(MONDAY, moment(2020, 5, 6), moment(2020, 5, 7))
        self.open_one = case_of(done(self.apply(self.unit(), at=THURSDAY)).case)

    def through(self, begun: Moment, examined: Moment, ended: Moment) -> Case:
        """A transfer from the window to the certificate."""
        case = done(self.apply(self.unit(), at=begun)).case
        done(self.take(case, "receive", "accept", "window", begun))
        done(self.take(case, "examine", "pass", "examiner", examined))
        done(self.take(case, "enter", "entered", "registrar", ended))
        done(self.take(case, "issue", "issued", "window", ended))
        return case_of(case)
