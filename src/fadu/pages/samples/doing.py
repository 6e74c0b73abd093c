"""Samples of what guides somebody through: the steps of a form, a contribution, a code to scan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.pages.attachments import AttachmentView
from fadu.pages.forms import FactsForm
from fadu.pages.giving import Giving
from fadu.pages.samples.sample import Sample
from fadu.pages.steps import DONE, NOW, TO_DO, WRONG, StepView
from fadu.pages.templatetags.fadu import language
from fadu.procedure.actions import Contributable
from fadu.procedure.declare import PARTY, Contribution
from fadu.procedure.facts import fact


def _steps() -> Mapping[str, Any]:
    return {
        "steps": [
            StepView(Words("申请内容", "What you apply for"), DONE, "#"),
            StepView(Words("当事人", "Parties"), WRONG, "#"),
            StepView(Words("申请材料", "Papers"), NOW, "#"),
            StepView(Words("检查并提交", "Check and hand in"), TO_DO),
        ]
    }


@dataclass(frozen=True, slots=True)
class SampleRemark:
    """What a contribution asks."""

    words: str = fact("说明内容", "What you say")


def _giving() -> Mapping[str, Any]:
    basis = cite("不动产登记暂行条例", 18)
    remark = Contribution("remark", Words("补充说明", "Remark"), PARTY, basis, facts=SampleRemark)
    form = FactsForm(SampleRemark, {"add-remark-words": "门牌已更换"}, prefix="add-remark")
    proof = AttachmentView("add-remark-proof", Words("证明材料", "Proof"), False, False)
    return {"one": Giving(Contributable("hear", remark, None, ()), form, (proof,)), "action": "#"}


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
        "giving",
        Words("提出意见", "A contribution"),
        Words(
            "环节照常等待，意见记入案卷", "The step goes on waiting; what is said is in the file"
        ),
        "pages/parts/giving.html",
        _giving,
    ),
    Sample(
        "qr",
        Words("二维码", "QR code"),
        Words("站内生成，不连外网", "Drawn here; nothing leaves the host"),
        "pages/parts/qr.html",
        _qr,
    ),
)
