"""The flow of eight human tasks; a module of its own, as viewflow names flows by import path."""

from django.views.generic import View
from viewflow import this
from viewflow.workflow import flow

VIEW = View.as_view()


class Eight(flow.Flow):
    """Start, eight views in a row, end; viewflow keeps one task row a step: its history."""

    start = flow.StartHandle().Next(this.step_1)
    step_1 = flow.View(VIEW).Next(this.step_2)
    step_2 = flow.View(VIEW).Next(this.step_3)
    step_3 = flow.View(VIEW).Next(this.step_4)
    step_4 = flow.View(VIEW).Next(this.step_5)
    step_5 = flow.View(VIEW).Next(this.step_6)
    step_6 = flow.View(VIEW).Next(this.step_7)
    step_7 = flow.View(VIEW).Next(this.step_8)
    step_8 = flow.View(VIEW).Next(this.end)
    end = flow.End()
