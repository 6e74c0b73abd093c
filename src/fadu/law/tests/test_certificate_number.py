"""Certificate numbers as they occur: both widths of brackets, with and without 县."""

import pytest

from fadu.law.certificate_number import CertificateNumber, CertificateNumberError, parse

OURS = "川(2020)渠县不动产权第0000001号"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("湘（2024）冷水江市不动产权第0001351号", ("湘", 2024, "冷水江市", 1351)),
        ("浙(2018)宁波市鄞州不动产权第0007139号", ("浙", 2018, "宁波市鄞州", 7139)),
        ("鄂(2017)黄梅不动产权第0009713号", ("鄂", 2017, "黄梅", 9713)),
        (OURS, ("川", 2020, "渠县", 1)),
    ],
)
def test_samples_in_use_are_read(text: str, parts: tuple[str, int, str, int]) -> None:
    number = parse(text)
    assert (number.mark, number.year, number.place, number.serial) == parts
    assert not number.proof
    assert str(number) == text.replace("（", "(").replace("）", ")")


def test_a_registration_proof_is_told_from_a_certificate() -> None:
    proof = parse("川（2020）渠县不动产证明第0000001号")
    assert proof.proof
    assert not proof.same(parse(OURS))
    assert str(proof) == "川(2020)渠县不动产证明第0000001号"


def test_one_certificate_however_its_place_is_written() -> None:
    assert parse("鄂(2017)黄梅县不动产权第0009713号").same(
        parse("鄂（2017）黄梅不动产权第０００９７１３号")
    )
    assert not parse(OURS).same(parse(OURS.replace("渠县", "达县")))
    assert not parse(OURS).same(parse(OURS.replace("2020", "2021")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "渠房权证字第0001号",
        OURS.replace("0000001", "000001"),
        OURS.replace("(2020)", "2020"),
        OURS.replace("号", ""),
        OURS.replace("渠县", ""),
        OURS.replace("0000001", "0000000"),
    ],
)
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CertificateNumberError):
        parse(text)


def test_a_serial_has_at_most_seven_digits() -> None:
    assert str(CertificateNumber("川", 2020, "渠县", 9_999_999)).endswith("第9999999号")
    with pytest.raises(CertificateNumberError):
        CertificateNumber("川", 2020, "渠县", 10_000_000)
