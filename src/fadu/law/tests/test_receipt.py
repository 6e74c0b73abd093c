"""When an application counts as received, by the way it came."""

from datetime import date

import pytest

from fadu.law.receipt import RECEIVED, ReceiptError, Way, received

CAME, CONFIRMED = date(2024, 3, 1), date(2024, 3, 4)


@pytest.mark.parametrize("way", [Way.IN_PERSON, Way.SIGNED_MAIL])
def test_what_is_handed_over_needs_no_confirmation(way: Way) -> None:
    for confirmed in (None, CONFIRMED):
        receipt = received(way, CAME, confirmed)
        assert (receipt.on, receipt.line.on, receipt.line.basis) == (CAME, CAME, RECEIVED)
        assert "2024年3月1日（周五）" in receipt.line.words.zh
        assert "2024-03-01 (Fri)" in receipt.line.words.en


@pytest.mark.parametrize("way", [Way.PLAIN_MAIL, Way.ONLINE])
def test_what_comes_unseen_counts_from_its_confirmation(way: Way) -> None:
    assert received(way, CAME, CONFIRMED).on == CONFIRMED
    assert received(way, CAME, CAME).on == CAME
    open_still = received(way, CAME)
    assert open_still.on is None
    assert (open_still.line.on, open_still.line.basis) == (CAME, RECEIVED)
    assert "期限未起算" in open_still.line.words.zh
    assert "no period runs" in open_still.line.words.en
    with pytest.raises(ReceiptError) as refused:
        received(way, CONFIRMED, CAME)
    assert refused.value.words.zh == "确认日2024-03-01早于到达日2024-03-04"
    assert refused.value.words.en == "confirmed on 2024-03-01, before it came on 2024-03-04"


def test_every_way_says_why() -> None:
    said = {received(way, CAME, CONFIRMED).line.words.zh[:2] for way in Way}
    assert said == {"当面", "邮寄", "平常", "网络"}
