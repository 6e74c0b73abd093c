"""The same page to the byte, in the archive's form, with every character of every name."""

import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as noto
import pytest
import typst

from fadu.documents import fonts, render
from fadu.documents.render import MissingGlyph, RenderFailed, render_pdf
from fadu.documents.texts import Text

ON = datetime.date(2020, 11, 27)
PLAIN = """#import "/documents/texts/page.1.typ": *
#show: page-of-document.with(title: data.title, author: "渠县自然资源局")
#heading("渠县自然资源局", data.title, "Sample", "渠自然资发〔2020〕1号")
#facts(("申请人", "Applicant", shown(data.name)))
#proof("00" * 32)
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of its own, so that a test can ship texts; the page of documents is the real one."""
    page = render.HOUSE / "documents" / "texts" / "page.1.typ"
    folder = tmp_path / "documents" / "texts"
    folder.mkdir(parents=True)
    (folder / "page.1.typ").write_bytes(page.read_bytes())
    monkeypatch.setattr(render, "HOUSE", tmp_path)
    return tmp_path


def text(house: Path, source: str = PLAIN) -> Text:
    path = house / "sample.1.typ"
    path.write_text(source, encoding="utf-8")
    return Text("land.sample", 1, "", path)


def data(**changes: Any) -> dict[str, Any]:
    return {"title": "样本", "name": "王建国"} | changes


def test_the_same_input_gives_the_same_bytes(house: Path) -> None:
    first = render_pdf(text(house), data(), ON)
    assert render_pdf(text(house), dict(reversed(data().items())), ON) == first
    assert render_pdf(text(house), data(name="李秀英"), ON) != first
    assert render_pdf(text(house), data(), ON.replace(day=28)) != first


CHILD = """
import datetime, hashlib, json, sys
from pathlib import Path
import django
django.setup()
from fadu.documents import render
from fadu.documents.texts import Text
path = Path(sys.argv[1])
render.HOUSE = path.parent
made = render.render_pdf(
    Text("land.sample", 1, "", path), json.loads(sys.argv[2]), datetime.date(2020, 11, 27)
)
sys.stdout.buffer.write(made)
"""


def test_another_process_time_zone_and_folder_give_the_same_bytes(
    house: Path, tmp_path: Path
) -> None:
    made = text(house)
    elsewhere = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
    }
    command = [sys.executable, "-c", CHILD, str(made.path), json.dumps(data())]
    child = subprocess.run(command, env=elsewhere, cwd="/", capture_output=True, check=True)
    assert child.stdout == render_pdf(made, data(), ON)


def test_the_form_is_pdf_a_2b_and_the_date_the_records(house: Path) -> None:
    made = render_pdf(text(house), data(), ON)
    assert made.startswith(b"%PDF-1.7")
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>", made)
    assert re.search(rb"<pdfaid:conformance>B</pdfaid:conformance>", made)
    dates = re.findall(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T)", made)
    dates += re.findall(rb"(?<=D:)[0-9]{8}", made)
    assert len(dates) >= 3
    assert set(dates) == {b"2020-11-27", b"20201127"}


@pytest.mark.parametrize("rare", ["𠮷", "𪚥", "ሀ"])
def test_a_character_without_a_face_is_named_not_dropped(house: Path, rare: str) -> None:
    with pytest.raises(MissingGlyph) as refused:
        render_pdf(text(house), data(name=f"王{rare}国、{rare}"), ON)
    assert refused.value.characters == (rare,)
    assert f"U+{ord(rare):04X}" in refused.value.words.zh
    assert rare in refused.value.words.en


def test_every_missing_character_is_named_at_once(house: Path) -> None:
    with pytest.raises(MissingGlyph) as refused:
        render_pdf(text(house), data(name="𠮷野", title="𪚥"), ON)
    assert set(refused.value.characters) == {"𠮷", "𪚥"}


def test_control_without_the_archive_form_the_hole_would_go_unseen(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "STANDARD", "1.7")
    assert render_pdf(text(house), data(name="𠮷"), ON)


def test_the_bureaus_own_faces_go_first_and_supplementary_ones_last() -> None:
    chains = fonts.chosen(["Noto Sans SC", "Noto Serif SC", "Rare Names", "SimHei"])
    assert chains["hei"] == ("SimHei", "Noto Sans SC", "Rare Names")
    assert chains["fang"] == ("Noto Serif SC", "Rare Names")
    assert fonts.chains(None)["hei"] == ("Noto Sans SC",)


def test_the_bureaus_folder_is_read(tmp_path: Path, settings: Any) -> None:
    settings.FADU_FONTS = str(tmp_path / "missing")
    assert fonts.own_folder() is None
    settings.FADU_FONTS = str(tmp_path)
    own = fonts.own_folder()
    assert own == tmp_path
    (own / "own.otf").write_bytes(noto.sans_path().read_bytes())
    assert str(own / "own.otf") in {face.path for face in fonts.faces(own).fonts()}


@pytest.mark.parametrize(
    "name", ['#panic("x")', "*王*", "$x$", '"]#read("/etc/passwd")', "\\u{41}", "<label>", "@see"]
)
def test_a_name_that_looks_like_markup_stays_a_name(house: Path, name: str) -> None:
    source = "#let data = json(bytes(sys.inputs.data))\n#metadata(data.name) <shown>\n#data.name"
    shown = typst.Compiler(
        source.encode(),
        font_paths=fonts.faces(None),
        sys_inputs={"data": json.dumps(data(name=name))},
    ).query("<shown>", field="value", one=True)
    assert json.loads(shown) == name
    assert render_pdf(text(house), data(name=name), ON)


def test_control_a_text_that_evaluates_its_data_would_run_it(house: Path) -> None:
    careless = PLAIN.replace("shown(data.name)", 'eval(data.name, mode: "markup")')
    with pytest.raises(RenderFailed, match="panicked"):
        render_pdf(text(house, careless), data(name='#panic("x")'), ON)


def test_a_text_reads_nothing_outside_the_house(house: Path) -> None:
    outside = house.parent / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    for path in ("../secret.txt", "/../secret.txt", str(outside)):
        with pytest.raises(RenderFailed):
            render_pdf(text(house, f'#read("{path}")'), data(), ON)


def test_data_that_does_not_fit_names_text_and_place(house: Path) -> None:
    with pytest.raises(RenderFailed, match=r"(?s)land\.sample version 1.*name"):
        render_pdf(text(house), {"title": "样本"}, ON)


def test_nothing_but_typst_is_rendered(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a typst text"):
        render_pdf(Text("land.message", 1, "", tmp_path / "message.1.txt"), {}, ON)
