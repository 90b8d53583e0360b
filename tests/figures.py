"""The house in figures, before and now: `python -m tests.figures [FOLDER]` from the root.

FOLDER is another checkout to measure instead (for the column *before*, commit a7e7add was measured
so); the figures of then are kept in `figures_before.json` beside this file.
"""

from __future__ import annotations

import ast
import io
import json
import statistics
import sys
import tokenize
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
BEFORE = HERE / "figures_before.json"
BRANCHES = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.While,
    ast.Try,
    ast.BoolOp,
    ast.Match,
    ast.comprehension,
)
HIDING = ("found", "one", "told")
"""Names of variables that say nothing of what they hold."""


@dataclass(frozen=True)
class Figures:
    """What one checkout measures; lines are lines of Python without the migrations."""

    lines: int
    lines_by_room: dict[str, int]
    modules: int
    imports_per_module: float
    migrations: int
    functions: int
    function_median: float
    function_p90: float
    longest_files: list[tuple[str, int]]
    comments: int
    hiding_names: dict[str, int]
    ugliest_views: list[tuple[str, int, int]]
    """Name, lines and branches of the five view functions that branch most."""


def measure(root: Path) -> Figures:
    """Reads each module once."""
    source = root / "src" / "payung"
    own = sorted(source.rglob("*.py"))
    modules = {p: ast.parse(p.read_text()) for p in own if "migrations" not in p.parts}
    lines = {p: len(p.read_text().splitlines()) for p in modules}
    rooms: Counter[str] = Counter()
    for path, count in lines.items():
        rooms[path.relative_to(source).parts[0].removesuffix(".py")] += count
    functions = [(p, node) for p, tree in modules.items() for node in _functions(tree)]
    lengths = [_length(node) for _path, node in functions]
    longest = sorted(lines.items(), key=lambda item: -item[1])[:5]
    return Figures(
        lines=sum(lines.values()),
        lines_by_room=dict(sorted(rooms.items())),
        modules=len(modules),
        imports_per_module=round(statistics.mean(map(_imports, modules.values())), 1),
        migrations=sum("migrations" in p.parts and p.name != "__init__.py" for p in own),
        functions=len(functions),
        function_median=statistics.median(lengths),
        function_p90=statistics.quantiles(lengths, n=10)[-1],
        longest_files=[(_name(p, source), count) for p, count in longest],
        comments=sum(_comments(p) for p in modules),
        hiding_names=_hiding([node for _path, node in functions]),
        ugliest_views=_ugliest(functions, source),
    )


def _name(path: Path, source: Path) -> str:
    return path.relative_to(source).as_posix()


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _imports(tree: ast.Module) -> int:
    return sum(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree))


def _comments(path: Path) -> int:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


def _hiding(functions: list[ast.FunctionDef]) -> dict[str, int]:
    """In how many functions each of these names is a variable or a parameter."""
    counts: Counter[str] = Counter(dict.fromkeys(HIDING, 0))
    for function in functions:
        names = {
            node.arg if isinstance(node, ast.arg) else node.id
            for node in ast.walk(function)
            if isinstance(node, ast.arg)
            or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        }
        counts.update(names & set(HIDING))
    return dict(counts)


def _ugliest(
    functions: list[tuple[Path, ast.FunctionDef]], source: Path
) -> list[tuple[str, int, int]]:
    views = [
        (f"{_name(path, source)}:{node.name}", _length(node), _branches(node))
        for path, node in functions
        if node.args.args and node.args.args[0].arg == "request"
    ]
    return sorted(views, key=lambda view: (-view[2], -view[1], view[0]))[:5]


def _branches(node: ast.FunctionDef) -> int:
    return sum(isinstance(part, BRANCHES) for part in ast.walk(node))


def before() -> Figures:
    """At a7e7add, before the house was made plain."""
    return Figures(**json.loads(BEFORE.read_text()))


def table(then: Figures, now: Figures) -> str:
    """Both side by side, as lines of text."""
    rows: list[tuple[str, object, object]] = [
        (label, getattr(then, name), getattr(now, name))
        for label, name in (
            ("lines of src", "lines"), ("modules", "modules"),
            ("imports per module", "imports_per_module"), ("migrations", "migrations"),
            ("functions", "functions"), ("function, median", "function_median"),
            ("function, 9 of 10 at most", "function_p90"), ("comments", "comments"),
        )
    ]  # fmt: skip
    rows += [(f"functions with `{n}`", then.hiding_names[n], now.hiding_names[n]) for n in HIDING]
    rooms = sorted({*then.lines_by_room, *now.lines_by_room})
    rows += [
        (f"  {room}", then.lines_by_room.get(room, "–"), now.lines_by_room.get(room, "–"))
        for room in rooms
    ]
    text = [f"{'':32}{'a7e7add':>12}{'now':>12}"]
    text += [f"{label:32}{old:>12}{new:>12}" for label, old, new in rows]
    for title, name in (("longest files", "longest_files"), ("ugliest views", "ugliest_views")):
        text += ["", f"{title} (lines{', branches' if 'views' in title else ''}), then | now"]
        text += [
            f"  {' '.join(map(str, old)):62} | {' '.join(map(str, new))}"
            for old, new in zip(getattr(then, name), getattr(now, name), strict=True)
        ]
    return "\n".join(text)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asdict(measure(Path(sys.argv[1]))), indent=1))
    else:
        print(table(before(), measure(HERE.parent)))
