"""Samples of what guides somebody through: the steps of a form, a code to scan."""

from collections.abc import Mapping
from typing import Any

from fadu.law.words import Words
from fadu.pages.samples.sample import Sample
from fadu.pages.steps import DONE, NOW, TO_DO, WRONG, StepView
from fadu.pages.templatetags.fadu import language


def _steps() -> Mapping[str, Any]:
    return {
        "steps": [
            StepView(Words("申请内容", "What you apply for"), DONE, "#"),
            StepView(Words("当事人", "Parties"), WRONG, "#"),
            StepView(Words("申请材料", "Papers"), NOW, "#"),
            StepView(Words("检查并提交", "Check and hand in"), TO_DO),
        ]
    }


def _qr() -> Mapping[str, Any]:
    caption = Words("手机扫一扫，随时查进度", "Scan it to follow the case")
    return {"address": "http://127.0.0.1/511725/track/", "caption": caption.to(language())}


SAMPLES = (
    Sample(
        "steps",
        Words("步骤", "Steps"),
        Words("做到哪一步、哪步要改，一眼可见", "Where one is, and what is to be corrected"),
        "pages/parts/steps.html",
        _steps,
    ),
    Sample(
        "qr",
        Words("二维码", "QR code"),
        Words("站内生成，不连外网", "Drawn here; nothing leaves the host"),
        "pages/parts/qr.html",
        _qr,
    ),
)
