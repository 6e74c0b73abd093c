"""The command line: one file in site/verbs/ per verb, found by name.

A verb module has HELP, `arguments(parser)` and `run(args) -> int` (0 ok, 1 the thing asked about
failed, 2 bad usage). NEEDS_DJANGO = True has Django set up before the module is imported, so that
it may import models at its head; PROFILE = "demo" fixes the profile whatever FADU_PROFILE says.
These three are read from the source, because importing is just what must wait.
"""

import argparse
import ast
import difflib
import os
import pkgutil
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import django

from fadu.site import verbs
from fadu.site.profile import UnknownProfile, choose

USAGE = 2
PRIVATE = 0o027  # databases, evidence and keys are nobody else's to read


def names() -> list[str]:
    """All verbs, with `-` where the file name has `_`."""
    found = pkgutil.iter_modules(verbs.__path__)
    return sorted(module.name.replace("_", "-") for module in found if not module.ispkg)


@dataclass(frozen=True, slots=True)
class About:
    """What a verb's file says of itself in literal assignments at its head."""

    help: str = ""
    needs_django: bool = False
    profile: str | None = None


def about(verb: str) -> About:
    """Read HELP, NEEDS_DJANGO and PROFILE of a verb in `names()` without importing it."""
    file = Path(verbs.__path__[0]) / f"{verb.replace('-', '_')}.py"
    said: dict[str, object] = {}
    for line in ast.parse(file.read_text("utf-8")).body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)):
                said[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=value)):
                said[name] = value
    profile = said.get("PROFILE")
    return About(
        help=str(said.get("HELP", "")),
        needs_django=said.get("NEEDS_DJANGO") is True,
        profile=str(profile) if profile else None,
    )


def overview() -> str:
    """What `./fadu` and `./fadu --help` print: each verb with its sentence."""
    width = max(map(len, names()))
    lines = [f"  {verb:{width}}  {about(verb).help}" for verb in names()]
    heads = "用法 / usage: ./fadu VERB [options]      ./fadu VERB --help\n"
    return "\n".join(["法度 Fadu", heads, *lines])


def unknown(verb: str) -> str:
    """What to say about a word that is no verb, with the nearest one."""
    near = difflib.get_close_matches(verb, names(), n=1)
    hint = f"是否指 / did you mean: {near[0]}?\n" if near else ""
    return (
        f"没有“{verb}”这个命令 / there is no verb “{verb}”. {hint}"
        f"可用 / available: {' '.join(names())}"
    )


def main(arguments: list[str]) -> int:
    """Dispatch; returns the process's exit code."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if arguments else USAGE
    verb, *rest = arguments
    if verb not in names():
        print(unknown(verb), file=sys.stderr)
        return USAGE
    known = about(verb)
    try:
        choose(known.profile)
    except UnknownProfile as error:
        print(error, file=sys.stderr)
        return USAGE
    if known.needs_django:
        os.umask(PRIVATE)
        django.setup()
    module = import_module(f"fadu.site.verbs.{verb.replace('-', '_')}")
    parser = argparse.ArgumentParser(prog=f"./fadu {verb}", description=known.help)
    module.arguments(parser)
    args = parser.parse_args(rest)
    try:
        return int(module.run(args))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader went away
        return 0
    except KeyboardInterrupt:
        print("\n已中断 / interrupted", file=sys.stderr)
        return 130
