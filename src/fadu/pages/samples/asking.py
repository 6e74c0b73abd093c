"""Samples of what asks: forms, parties."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.pages.confirm import Affected, Confirmation, Stated
from fadu.pages.forms import FactsForm, PartyGroup
from fadu.pages.samples.sample import Sample
from fadu.procedure.declare import Role
from fadu.procedure.facts import Fen, fact


@dataclass(frozen=True)
class SampleFacts:
    """A small form with each kind of field."""

    unit: str = fact(
        "不动产单元号", "Unit code", example="511725001001GB00001F00010001",
        help=Words("印在不动产权证书上，共28位", "On the certificate: 28 characters"),
    )  # fmt: skip
    price: Fen = fact("成交价格（元）", "Price (yuan)", example="480000")
    on: datetime.date = fact("合同签订日期", "Date of contract")
    kind: str = fact(
        "共有方式", "Co-ownership", choices={"sole": Words("单独所有", "Sole")}, default="sole"
    )


def _form() -> Mapping[str, Any]:
    form = FactsForm(SampleFacts, {"facts-unit": "511725", "facts-price": "很多"})
    form.is_valid()
    return {"form": form, "forms": [form]}


def _parties() -> Mapping[str, Any]:
    role = Role("transferee", Words("受让方", "Transferee"), least=1, most=None)
    typed = {"name": "张某", "kind": "natural", "identity": "511725199310013024"}
    return {"group": PartyGroup(role, [typed, {}])}


def _proof() -> Mapping[str, Any]:
    return {"wanted": True, "field": "proof-password", "minutes": 15}


def _confirm() -> Mapping[str, Any]:
    article = cite("不动产登记暂行条例", 21)
    return {
        "confirmation": Confirmation(
            button=Words("登簿", "Enter in the register"),
            action="#",
            happens=(
                Words("转移登记登簿", "Enter the transfer"),
                Words("下一步：发证", "Next step: handing out"),
            ),
            basis=article,
            carried=(),
            affected=(Affected(Words("转让方", "transferor"), "张某"),),
            checked=((Words("可以处分", "Free to be disposed of"), article),),
            stated=(Stated(Words("理由", "Reasons"), Words("无", "none")),),
        )
    }


SAMPLES = (
    Sample(
        "form",
        Words("表单", "Form"),
        Words(
            "说明、示例、错误都在字段旁，并在页首汇总",
            "Help, example and fault beside the field; all faults summed up on top",
        ),
        "pages/style/form.html",
        _form,
    ),
    Sample(
        "entry",
        Words("录入表单", "Form that enters"),
        Words(
            "填写和提交在一页，提交两次只算一次", "Typed and handed in on one page, and done once"
        ),
        "pages/style/entry.html",
        lambda: {**_form(), "key": "01890000-0000-7000-8000-000000000000"},
    ),
    Sample(
        "parties",
        Words("当事人", "Parties"),
        Words("可增可减，不需要脚本", "Grows and shrinks without script"),
        "pages/parts/parties.html",
        _parties,
    ),
    Sample(
        "upload",
        Words("上传", "Upload"),
        Words(
            "选好即传，断了能续，看内容不看文件名；没有脚本时是普通文件框",
            "Goes up at once and on when cut off, judged by content; plain without script",
        ),
        "pages/style/upload.html",
        lambda: {"code": "contract"},
    ),
    Sample(
        "confirm",
        Words("再次确认", "Confirmation"),
        Words("不能撤销的操作，先说清楚再问一次", "What cannot be undone is told and asked again"),
        "pages/parts/confirm.html",
        _confirm,
    ),
    Sample(
        "proof",
        Words("核实本人", "Proof of presence"),
        Words("决定性操作再问一次密码", "A decisive act asks for the password again"),
        "pages/parts/proof.html",
        _proof,
    ),
)
