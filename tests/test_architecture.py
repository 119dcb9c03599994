"""What import-linter and ruff cannot say about the house."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = ("bot", "handlers", "services", "models", "migrations")
EVERYTHING = (*PROGRAM, "rehearsal", "tools", "benchmarks", "tests")
LONGEST = 400
MEDIAN = 80
WALKED = re.compile(r"^\| `([\w/]+(?:\.py|/))` \| ((?:`\w+` ?)+)\|", re.MULTILINE)
"""Rows of the walks: a file or folder, and what one passes there."""

# Who may end a transaction, and why. Everybody else writes in the unit that the runtime opened.
TRANSACTIONS = {
    "bot/core/lease.py": "holds a connection of its own, for its advisory lock",
    "bot/core/savepoint.py": "ends a savepoint inside the store's transaction",
    "bot/core/schema.py": "upgrades the database before there is a runtime",
    "bot/core/store.py": "the store: the runtime's units and bulk writes end here",
}


def modules(*packages: str) -> list[Path]:
    return [file for package in packages for file in sorted((ROOT / package).rglob("*.py"))]


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def calls(file: Path) -> Iterator[tuple[int, str, bool]]:
    """Line and name of each call, and whether it is a method's."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.lineno, node.func.attr, True
            elif isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id, False


def transactions(file: Path) -> list[int]:
    return [line for line, call, method in calls(file) if method and call in ("commit", "begin")]


def test_only_the_store_ends_a_transaction() -> None:
    found = {name(file) for file in modules(*PROGRAM) if transactions(file)}
    assert found == set(TRANSACTIONS)


def is_judge(function: ast.AsyncFunctionDef, file: Path) -> bool:
    """By its name; in services, where judges live, a private one, too."""
    private = name(file).startswith("services/")
    return (function.name.lstrip("_") if private else function.name).startswith("judge")


def test_judges_are_synchronous() -> None:
    found = [
        f"{name(file)}:{node.lineno}"
        for file in modules(*PROGRAM)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.AsyncFunctionDef) and is_judge(node, file)
    ]
    assert found == []


def features() -> list[Path]:
    """One file a feature: a module of `handlers`, or the `__init__` of a package in it."""
    files = [*(ROOT / "handlers").glob("*.py"), *(ROOT / "handlers").glob("*/__init__.py")]
    inside = [file.relative_to(ROOT / "handlers") for file in sorted(files)]
    return [
        ROOT / "handlers" / file
        for file in inside
        if file.name != "__init__.py" or len(file.parts) > 1
        if not file.parts[0].startswith("_")
    ]


def test_every_handler_module_is_a_feature() -> None:
    without = []
    for file in features():
        targets: list[ast.expr] = []
        for node in tree(file).body:
            if isinstance(node, ast.Assign):
                targets += node.targets
            elif isinstance(node, ast.AnnAssign):
                targets.append(node.target)
        if not any(isinstance(target, ast.Name) and target.id == "FEATURE" for target in targets):
            without.append(name(file))
    assert without == []


def test_no_module_is_too_long() -> None:
    # A migration is a record: as long as what it changes, and never taken apart.
    written = [file for file in modules(*EVERYTHING) if file.parent.name != "versions"]
    lengths = {name(file): file.read_text("utf-8").count("\n") for file in written}
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST} == {}


def code_lines(file: Path) -> int:
    """Lines of code, without empty ones, comments and docstrings."""
    said: set[int] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    return sum(bool(line.split("#")[0].strip()) for at, line in lines if at not in said)


def test_half_of_the_modules_are_small() -> None:
    written = [file for file in modules(*PROGRAM, "rehearsal") if file.parent.name != "versions"]
    assert median(code_lines(file) for file in written) <= MEDIAN


def test_the_program_does_not_print() -> None:
    found = [
        f"{name(file)}:{line}"
        for file in modules(*PROGRAM, "rehearsal")
        for line, call, method in calls(file)
        if call == "print" and not method
    ]
    assert found == []


def tracked() -> list[Path]:
    """The files that git knows or would add; skips where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here")
    return [ROOT / file for file in listed.split("\0") if file and (ROOT / file).is_file()]


# Put together from pieces, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w.:/])/(?:{})/|file:/{{3}}\w".format(
        "|".join(("ho" + "me", "Us" + "ers", "ro" + "ot", "wo" + "rk"))
    )
)
REGISTRY = re.compile(
    "|".join(("py" + "pi", "pythonhosted", "npm" + "js", "index-" + "url")), re.IGNORECASE
)


def test_no_path_of_a_machine_is_tracked() -> None:
    here = str(ROOT.parent) + "/"
    found = []
    for file in tracked():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if MACHINE.search(text) or (len(here) > 3 and here in text):
            found.append(name(file))
    assert found == []


def test_no_address_of_a_registry_is_tracked() -> None:
    build = [".ci/run", "Dockerfile", "Makefile", "pyproject.toml", "requirements.lock"]
    files = [ROOT / file for file in build] + modules("tools")
    assert [name(file) for file in files if REGISTRY.search(file.read_text("utf-8"))] == []


def test_lock_holds_versions_only() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)] == []
    assert pinned == sorted(set(pinned))


def unknown(page: str) -> list[str]:
    """What a page walks through that is not there."""
    found = []
    for place, names in WALKED.findall(page):
        path = ROOT / place
        files = [path] if place.endswith(".py") else sorted(path.glob("*.py"))
        code = "\n".join(file.read_text("utf-8") for file in files if file.is_file())
        found += [
            f"{place} {name}"
            for name in re.findall(r"\w+", names)
            if not re.search(rf"^ *(?:async )?def {name}\(", code, re.MULTILINE)
        ]
    return found


def test_walks_pass_what_is_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert len(WALKED.findall(page)) > 30
    assert unknown(page) == []


def test_walk_through_what_is_gone_is_found() -> None:
    page = "| `bot/core/inbox.py` | `settle` `unsettle` | … |\n| `bot/gone.py` | `settle` | … |\n"
    assert unknown(page) == ["bot/core/inbox.py unsettle", "bot/gone.py settle"]
