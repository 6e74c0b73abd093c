"""After the decision: paying, the surcharge and its cap."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from fadu.law.audit.amounts import number, plain, to_fen, yuan
from fadu.law.audit.arithmetic import fine_total
from fadu.law.audit.bench import Bench, when
from fadu.law.audit.case import Step
from fadu.law.audit.deadline import Deadline
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.telling import by_deadline, by_rules, dated
from fadu.law.derivation import Line
from fadu.law.words import Words

PAY, RATE, CAP = "pen.pay", "pen.surcharge.rate", "pen.surcharge.cap"
_TITLE = Words("缴款期限", "Payment due")
_SURCHARGE = Words("加处罚款", "Surcharge")
_PER_DAY = 1000  # a rate in permille a day


def judge_paying(bench: Bench) -> Iterator[Finding]:
    """Payment and surcharge of a fine."""
    if bench.case.fine is None and not bench.case.of("paid", "surcharge"):
        return
    served, paid = bench.last("served"), bench.last("paid")
    end = bench.deadline(PAY, when(served)) if served is not None else None
    if served is None or end is None:
        yield from _from_receipt(bench, paid)
    else:
        yield _payment(bench, served, paid, end)
    yield from _stated_days(bench)
    yield from _surcharge(bench, end, paid)


def _from_receipt(bench: Bench, paid: Step | None) -> Iterator[Finding]:
    """Without the day of receipt only the length of the period can be said."""
    on = bench.reference()
    value = bench.figures.value(PAY, on)
    if value is None or value.value is None:
        return
    period = value.period.words
    should = Words(f"自收到决定书之日起{period.zh}内", f"{period.en} from receipt")
    said = Words(f"{should.zh}缴纳；文件中没有送达日期",
                 f"payable {should.en}; the file gives no date of receipt")  # fmt: skip
    yield by_rules(
        bench, (PAY,), on, PAY, Severity.UNJUDGED, _TITLE, said, should=should,
        was=when(paid).words if paid is not None else None, steps=(paid,),
        wanted=Words("决定书送达日期", "the date on which the decision was received"),
    )  # fmt: skip


def _payment(bench: Bench, served: Step, paid: Step | None, end: Deadline) -> Finding:
    period = end.values[0].period.words
    said = Words(
        f"{dated(served).zh}后{period.zh}，至{end.words.zh}",
        f"{period.en} from {dated(served).en} end on {end.words.en}",
    )
    should = Words(f"不迟于{end.words.zh}", f"by {end.words.en}")
    if paid is None:
        return by_deadline(
            bench, PAY, Severity.UNJUDGED, _TITLE, said, end, should=should, steps=(served,),
            wanted=Words("缴款日期", "the date of payment"), who="party",
        )  # fmt: skip
    late = end.over_before(when(paid))
    said = Words(f"{said.zh}；{dated(paid).zh}", f"{said.en}; {dated(paid).en}")
    severity = {True: Severity.WARNING, False: Severity.IN_ORDER, None: Severity.UNJUDGED}[late]
    if late:
        said = Words(f"{said.zh}，当事人逾期", f"{said.en}: the party paid late")
    return by_deadline(
        bench, PAY, severity, _TITLE, said, end, was=when(paid).words, should=should,
        steps=(served, paid), who="party",
        wanted=Words("送达与缴款的确切日期", "the exact days") if late is None else None,
    )  # fmt: skip


def _stated_days(bench: Bench) -> Iterator[Finding]:
    """The payment period that the decision itself gives."""
    stated, on = number(bench.fact("payment_days")), bench.reference()
    value = bench.figures.value(PAY, on)
    if stated is None or value is None or value.value is None:
        return
    right = int("".join(sign for sign in str(value.value) if sign.isdigit()))
    same = stated == right
    yield by_rules(
        bench, (PAY,), on, "pen.pay.stated", Severity.IN_ORDER if same else Severity.LAPSE, _TITLE,
        Words(f"决定书写为{plain(stated)}日，应为{value.period.words.zh}",
              f"the decision says {plain(stated)} days; the law says {value.period.words.en}"),
        was=Words(f"{plain(stated)}日", f"{plain(stated)} days"), should=value.period.words,
    )  # fmt: skip


def _surcharge(bench: Bench, end: Deadline | None, paid: Step | None) -> Iterator[Finding]:
    """The surcharge: its rate, what it comes to, and that it never exceeds the fine."""
    stated, fine = number(bench.fact("surcharge_stated")), bench.case.fine
    principal = fine_total(fine) if fine is not None else None
    steps = bench.dated("surcharge")
    on = when(steps[-1]).last if steps else bench.reference()
    rate = bench.figures.value(RATE, on)
    yield from _rate(bench, on)
    days = _days_late(bench, end, paid)
    if principal is None or rate is None or not isinstance(rate.value, int):
        return
    sum_: Fraction | None = None
    lines: tuple[Line, ...] = ()
    if days is not None:
        daily = principal * rate.value / _PER_DAY
        sum_ = min(daily * days, principal)
        lines = (_worked(principal, rate.value, days, sum_),)
    if stated is None:
        if sum_ is not None and sum_ > 0:
            told = Words(f"逾期{days}天，加处罚款至多{yuan(to_fen(sum_))}元",
                         f"{days} days late: at most {yuan(to_fen(sum_))} yuan")  # fmt: skip
            yield by_rules(
                bench, (RATE, CAP), on, RATE, Severity.UNJUDGED, _SURCHARGE, told,
                should=_yuan(sum_), lines=lines,
                wanted=Words("是否加处罚款及其数额", "whether a surcharge was imposed, and how much"),
            )  # fmt: skip
        return
    most = principal if sum_ is None else sum_
    over = Fraction(stated) > most
    capped = Fraction(stated) > principal
    said = Words(f"加处{yuan(to_fen(Fraction(stated)))}元，至多{yuan(to_fen(most))}元",
                 f"{yuan(to_fen(Fraction(stated)))} yuan; at most {yuan(to_fen(most))}"
                 )  # fmt: skip
    if capped:
        said = Words(f"{said.zh}：超过罚款本数", f"{said.en}: more than the fine itself")
    yield by_rules(
        bench, (CAP,) if capped else (RATE, CAP), on, CAP if capped else RATE,
        Severity.LAPSE if over else Severity.IN_ORDER, _SURCHARGE, said,
        was=_yuan(Fraction(stated)),
        should=Words(f"不超过{_yuan(most).zh}", f"at most {_yuan(most).en}"),
        steps=steps, lines=lines,
    )  # fmt: skip


def _rate(bench: Bench, on: date) -> Iterator[Finding]:
    stated, rate = number(bench.fact("surcharge_rate")), bench.figures.value(RATE, on)
    if stated is None or rate is None or not isinstance(rate.value, int):
        return
    # 3 and 0.03 both mean three per cent; a rate above one is a percentage.
    share = Fraction(stated) / (100 if stated >= Fraction(1, 2) else 1)
    right = Fraction(rate.value, _PER_DAY)
    yield by_rules(
        bench, (RATE,), on, f"{RATE}.stated",
        Severity.IN_ORDER if share == right else Severity.LAPSE, _SURCHARGE,
        Words(f"每日{plain(share * 100)}%，应为每日{plain(right * 100)}%",
              f"{plain(share * 100)} % a day; the law says {plain(right * 100)} %"),
        was=Words(f"{plain(share * 100)}%", f"{plain(share * 100)} %"),
        should=Words(f"{plain(right * 100)}%", f"{plain(right * 100)} %"),
    )  # fmt: skip


def _days_late(bench: Bench, end: Deadline | None, paid: Step | None) -> int | None:
    """By how many days, if that is certain: as the file says, or from exact days."""
    stated = number(bench.fact("surcharge_days"))
    if stated is not None:
        return int(stated) if stated == int(stated) and stated >= 0 else None
    if end is None or paid is None or not when(paid).exact or not end.span.exact:
        return None
    if bench.case.of("reconsidered", "sued", "pay_deferred"):
        return None  # the days that do not count are not known
    return max(0, (when(paid).first - end.last.on).days)


def _worked(principal: Fraction, rate: int, days: int, sum_: Fraction) -> Line:
    share = plain(Fraction(rate, 10))
    zh = f"{yuan(to_fen(principal))}元 × {share}% × {days}天"
    en = f"{yuan(to_fen(principal))} × {share} % × {days} days"
    exact = principal * rate / _PER_DAY * days
    zh += f" = {yuan(to_fen(exact))}元"
    en += f" = {yuan(to_fen(exact))} yuan"
    if exact > sum_:
        zh, en = f"{zh}，以罚款本数{yuan(to_fen(sum_))}元为限", f"{en}, capped at the fine"
    return Line(Words(zh, en))


def _yuan(value: Fraction) -> Words:
    return Words(f"{yuan(to_fen(value))}元", f"{yuan(to_fen(value))} yuan")
