"""What the register tells the public: life events, certificates to verify."""

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.public import CertificateKind, KnownPoint, LifeEvent, Verified
from fadu.registers.realestate.models import Certificate
from fadu.registers.realestate.rules import CO_OWNERSHIP_WORDS, CoOwnership

REGULATION = "不动产登记暂行条例"
RULES = "不动产登记暂行条例实施细则"

_LIMIT = KnownPoint(
    Words("法定办结时限，自受理之日起", "Limit by law, from acceptance"),
    limit="reg.limit.statutory",
)

LIFE_EVENTS = (
    LifeEvent(
        "buy",
        Words("买卖房屋", "Buying or selling a home"),
        Words("把不动产权证书转到买方名下", "The title passes to the buyer"),
        matters=("realestate.transfer",),
    ),
    LifeEvent(
        "gift",
        Words("赠与房屋", "Giving a home away"),
        Words("把房屋赠与家人或他人", "A home is given to family or others"),
        known=(
            KnownPoint(
                Words(
                    "也是转移登记：带赠与合同、不动产权属证书、身份证明和完税凭证",
                    "It is a transfer too: bring the deed of gift, the title certificate, "
                    "identity documents and proof of tax paid",
                ),
                cite(RULES, 38),
            ),
            _LIMIT,
        ),
    ),
    LifeEvent(
        "inherit",
        Words("继承、受遗赠", "Inheriting a home"),
        Words("亲人去世后，把房屋登记到继承人名下", "A home passes to the heirs"),
        known=(
            KnownPoint(
                Words(
                    "因继承、受遗赠取得的，申请材料另有规定，请先到窗口问清再准备",
                    "Papers for inheritance follow a rule of their own: ask at the window first",
                ),
                cite(RULES, 14),
            ),
            _LIMIT,
        ),
    ),
    LifeEvent(
        "mortgage",
        Words("抵押贷款", "Mortgaging a home"),
        Words("用房屋作抵押，或还清贷款后解除", "A home secures a loan, or is freed from it"),
        known=(
            KnownPoint(
                Words("由抵押人和抵押权人共同申请", "Mortgagor and mortgagee apply together"),
                cite(REGULATION, 14),
            ),
            KnownPoint(
                Words("本局承诺的办结时限", "The time that this bureau promises"),
                limit="reg.limit.promise.local.mortgage",
            ),
        ),
    ),
    LifeEvent(
        "lost",
        Words("证书遗失、补发", "A lost certificate"),
        Words("不动产权证书丢了，申请补发", "A new certificate for a lost one"),
        known=(
            KnownPoint(
                Words(
                    "先登遗失声明，刊登十五个工作日后补发，新证注明“补发”",
                    "A statement of loss is published first; after 15 working days a new "
                    "certificate follows, marked as a reissue",
                ),
                cite(RULES, 22),
            ),
        ),
    ),
    LifeEvent(
        "search",
        Words("查询登记资料", "Looking up the register"),
        Words("查自己的房产，或买房前先查", "One’s own title, or a look before buying"),
        known=(
            KnownPoint(
                Words(
                    "当场办理；当场办不了的，五个工作日内答复",
                    "Answered on the spot, else within 5 working days",
                ),
                cite(RULES, 100),
            ),
            KnownPoint(
                Words(
                    "谁可以查、能查到什么，有明确规定；请带身份证明",
                    "Who may look up what is laid down; bring your identity document",
                ),
                cite(RULES, 97),
            ),
        ),
    ),
)


def certificate(bureau: str, number: str) -> Verified | None:
    """A certificate by its number: whether its right still stands. Nothing of the holder."""
    wanted = "".join(number.split()).replace("（", "(").replace("）", ")")
    rows = Certificate.objects.filter(bureau=bureau, number=wanted)
    row = rows.select_related("right__unit").first()
    if row is None:
        return None
    unit, right = row.right.unit, row.right
    if right.until is not None:
        words = Words(
            "本证书是真的，但已不再有效：其后的登记已经取代了它",
            "This certificate is genuine but no longer current: a later entry has replaced it",
        )
    else:
        words = Words(
            "本证书是真的，所载权利现在有效", "This certificate is genuine and its right is current"
        )
    return Verified(
        number=row.number,
        current=right.until is None,
        words=words,
        issued_on=right.since,
        compare=(
            (
                Words("不动产单元号后8位", "Last 8 characters of the unit code"),
                Words(unit.code[-8:], unit.code[-8:]),
            ),
            (Words("面积（平方米）", "Area (m²)"), Words(str(unit.area_m2), str(unit.area_m2))),
            (Words("用途", "Use"), Words(unit.use, unit.use)),
            (
                Words("共有情况", "Co-ownership"),
                CO_OWNERSHIP_WORDS[CoOwnership(right.co_ownership)],
            ),
        ),
    )


CERTIFICATES = (
    CertificateKind(
        Words("不动产权证书", "Certificate of real estate right"),
        "川(2020)渠县不动产权第0000001号",
        certificate,
    ),
)
