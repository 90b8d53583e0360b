"""Whose tables a module reaches: models, their relations, and what is asked or written where.

Reads the source alone. A name's model is known from its annotation, from the annotated function
that gave it, or by following relations; `mypy --strict` sees to it that these are there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.repository import SOURCE, parsed, source_files

MANAGERS = {"objects", "_default_manager", "_base_manager"}
WRITES = {
    "bulk_create", "bulk_update", "create", "delete", "get_or_create", "save",
    "select_for_update", "update", "update_or_create",
}  # fmt: skip
_WORD = re.compile(r"\b[a-z]+_[a-z_]+\b")
_RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


@dataclass(frozen=True, order=True)
class Model:
    room: str
    name: str

    def __str__(self) -> str:
        return f"{self.room}.{self.name}"


@dataclass(frozen=True, order=True)
class Reach:
    """One place where a module of one room touches a table of another."""

    place: str
    what: str
    model: Model
    line: int

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.model}"


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def modules() -> Iterator[Path]:
    for path in source_files():
        if "migrations" not in path.parts:
            yield path


@cache
def models() -> dict[Model, dict[str, Model]]:
    """Every model with its relations: name of the attribute → where it leads, backwards too."""
    made: dict[Model, dict[str, Model]] = {}
    classes = []
    for path in modules():
        inside = path.relative_to(SOURCE).parts[1:]
        if inside and (inside[0] == "models.py" or inside[0] == "models"):
            for node in parsed(path).body:
                if isinstance(node, ast.ClassDef) and _is_table(node):
                    model = Model(room_of(path), node.name)
                    made[model] = {}
                    classes.append((path, node, model))
    for path, node, model in classes:
        for name, call in _relations(node):
            target = _target(call, path, model)
            if target in made:
                made[model][name] = target
                if accessor := _accessor(call, node):
                    made[target][accessor] = model
    return made


def _is_table(node: ast.ClassDef) -> bool:
    names = {ast.unparse(base).split(".")[-1] for base in node.bases}
    return bool(names & {"Model", "AbstractBaseUser", "AbstractUser"})


def _relations(node: ast.ClassDef) -> Iterator[tuple[str, ast.Call]]:
    for line in node.body:
        value = getattr(line, "value", None)
        if not isinstance(value, ast.Call) or not isinstance(line, ast.Assign | ast.AnnAssign):
            continue
        if ast.unparse(value.func).split(".")[-1] in _RELATIONS:
            target = line.targets[0] if isinstance(line, ast.Assign) else line.target
            yield ast.unparse(target), value


def _target(call: ast.Call, path: Path, own: Model) -> Model | None:
    told = call.args[0]
    if isinstance(told, ast.Constant):
        name = str(told.value)
        return own if name == "self" else Model(own.room, name.split(".")[-1])
    if ast.unparse(told) == "settings.AUTH_USER_MODEL":
        return Model("accounts", "User")
    return _imported(path).get(ast.unparse(told), Model(own.room, ast.unparse(told)))


def _accessor(call: ast.Call, node: ast.ClassDef) -> str:
    told = {word.arg: word.value for word in call.keywords}.get("related_name")
    if isinstance(told, ast.Constant):
        return "" if str(told.value).endswith("+") else str(told.value)
    single = ast.unparse(call.func).endswith("OneToOneField")
    return node.name.lower() if single else f"{node.name.lower()}_set"


@cache
def _imported(path: Path) -> dict[str, Model]:
    """Names of models that a module imports or makes → the model."""
    own = room_of(path)
    found = {}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef) and _is_table(node):
            found[node.name] = Model(own, node.name)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("payung."):
            parts = (node.module or "").split(".")
            if len(parts) > 2 and parts[2] == "models":
                for alias in node.names:
                    found[alias.asname or alias.name] = Model(parts[1], alias.name)
    return found


@cache
def _functions(path: Path) -> dict[str, str]:
    """Functions of a module's top level → what they say they return."""
    return {
        node.name: ast.unparse(node.returns)
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and node.returns is not None
    }


@cache
def _given(path: Path) -> dict[str, Model]:
    """Names of functions, own and imported (`module.name` too), whose answer holds one model."""
    found = {}
    for name, told in _functions(path).items():
        if model := _in_annotation(told, path):
            found[name] = model
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("payung."):
            for alias in node.names:
                name = alias.asname or alias.name
                from_module = _file(f"{node.module}.{alias.name}")
                source = _file(node.module or "")
                if from_module:
                    for inner, told in _functions(from_module).items():
                        if model := _in_annotation(told, from_module):
                            found[f"{name}.{inner}"] = model
                elif source and source != path:
                    told = _functions(source).get(alias.name, "")
                    gathered = source.name == "services.py"  # there for the rooms above
                    answer = _in_annotation(told, source) if told else None
                    if model := answer or (_given(source).get(alias.name) if gathered else None):
                        found[name] = model
    return found


def _file(module: str) -> Path | None:
    place = SOURCE.parent.joinpath(*module.split("."))
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None


def _in_annotation(told: str, path: Path) -> Model | None:
    """The one model that an annotation names; none where there are several or none."""
    try:
        tree = ast.parse(told.strip("'\""), mode="eval")
    except SyntaxError:
        return None
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found = {_imported(path)[name] for name in names if name in _imported(path)} & set(models())
    return found.pop() if len(found) == 1 else None


class _Reader(ast.NodeVisitor):
    """Follows models through one module and notes what is done to those of other rooms."""

    def __init__(self, path: Path) -> None:
        self.path, self.room = path, room_of(path)
        self.place = path.relative_to(SOURCE).as_posix()
        self.known: dict[str, Model] = {}
        self.found: list[Reach] = []

    def model_of(self, node: ast.expr | None) -> Model | None:
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in _imported(self.path):
                return _imported(self.path)[called]
            if called in {"list", "sorted", "next", "iter", "reversed", "tuple"} and node.args:
                return self.model_of(node.args[0])
            if called in _given(self.path):
                return _given(self.path)[called]
            return self.model_of(node.func)
        if isinstance(node, ast.Attribute):
            if ast.unparse(node.value) in _imported(self.path) and node.attr in MANAGERS:
                return _imported(self.path)[ast.unparse(node.value)]
            before = self.model_of(node.value)
            return models().get(before, {}).get(node.attr, before) if before else None
        if isinstance(node, ast.Subscript):
            return self.model_of(node.value)
        if isinstance(node, ast.BoolOp):
            return next(filter(None, map(self.model_of, node.values)), None)
        if isinstance(node, ast.IfExp):
            return self.model_of(node.body) or self.model_of(node.orelse)
        return self.model_of(node.value) if isinstance(node, ast.NamedExpr) else None

    def foreign(self, node: ast.AST, model: Model | None, what: str) -> None:
        if model is not None and model.room != self.room and model in models():
            self.found.append(Reach(self.place, what, model, getattr(node, "lineno", 0)))

    def bind(self, target: ast.expr, model: Model | None) -> None:
        if isinstance(target, ast.Name):
            if model is None:
                self.known.pop(target.id, None)
            else:
                self.known[target.id] = model

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before = dict(self.known)
        arguments = node.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            told = ast.unparse(argument.annotation) if argument.annotation else ""
            self.bind(ast.Name(argument.arg), _in_annotation(told, self.path) if told else None)
        self.generic_visit(node)
        self.known = before

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.bind(target, self.model_of(node.value))
            self.visit(target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
        self.bind(node.target, _in_annotation(ast.unparse(node.annotation), self.path))

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.bind(node.target, self.model_of(node.value))

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self.bind(node.target, self.model_of(node.iter))
        for line in (*node.body, *node.orelse):
            self.visit(line)

    def generic_visit(self, node: ast.AST) -> None:
        if not isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            super().generic_visit(node)
            return
        before = dict(self.known)
        for part in node.generators:
            self.visit(part.iter)
            self.bind(part.target, self.model_of(part.iter))
            for condition in part.ifs:
                self.visit(condition)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self.visit(getattr(node, name))
        self.known = before

    def visit_Attribute(self, node: ast.Attribute) -> None:
        named = _imported(self.path).get(ast.unparse(node.value))
        if node.attr in MANAGERS:
            self.foreign(node, named or self.model_of(node.value), "reads")
        else:
            before = self.model_of(node.value)
            after = models().get(before, {}).get(node.attr) if before else None
            if before and after and node.attr not in _forward(before):
                self.foreign(node, after, f"reads through .{node.attr}")
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        called = ast.unparse(node.func)
        if called in _imported(self.path):
            self.foreign(node, _imported(self.path)[called], "makes")
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            self.foreign(node, self.model_of(node.func.value), node.func.attr)
        if called in {"get_user_model", "apps.get_model", "django_apps.get_model"}:
            self.found.append(Reach(self.place, called, Model("accounts", "User"), node.lineno))
        self.generic_visit(node)


@cache
def _forward(model: Model) -> set[str]:
    for path in modules():
        if room_of(path) == model.room:
            for node in parsed(path).body:
                if isinstance(node, ast.ClassDef) and node.name == model.name and _is_table(node):
                    return {name for name, _ in _relations(node)}
    return set()


def reaches(path: Path) -> list[Reach]:
    """What one module does to the tables of other rooms."""
    reader = _Reader(path)
    reader.visit(parsed(path))
    return sorted(set(reader.found))


@cache
def tables() -> dict[str, str]:
    """Every table that a model has → the room that owns it."""
    found = {f"{model.room}_{model.name.lower()}": model.room for model in models()}
    for path in modules():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "db_table":
                found[ast.literal_eval(node.value)] = room_of(path)
    return found


@cache
def foreign_tables(path: Path) -> set[str]:
    """Tables of other rooms that a module's sentences to the database, or an SQL file, name."""
    words = set(_WORD.findall(" ".join(_sentences(path))))
    own = room_of(path)
    return {word for word in words if tables().get(word, own) != own}


def _sentences(path: Path) -> Iterator[str]:
    if path.suffix == ".sql":
        yield re.sub("--.*", "", path.read_text(encoding="utf-8"))
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
