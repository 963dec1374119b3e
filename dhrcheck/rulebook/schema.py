"""The JSON Schema of a rule file, made from the types that read it, for editors."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import textwrap
import types
from datetime import date
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from dhrcheck.rulebook.example_form import ExampleForm
from dhrcheck.rulebook.form import Check, Examples, RuleForm, RuleId, Sentence, Sources
from dhrcheck.rulebook.model import Source
from dhrcheck.rulebook.pattern import MAX_PATTERN, Pattern
from dhrcheck.rulebook.typed import entries_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    type(None): {"type": "null"},
    Sentence: {"type": "string", "minLength": 1},
    RuleId: {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 60},
    Pattern: {"type": "string", "minLength": 1, "maxLength": MAX_PATTERN},
}


def schema_text() -> str:
    """The schema as it is shipped: UTF-8, two spaces, one newline at the end."""
    return json.dumps(rule_schema(), indent=2, ensure_ascii=False) + "\n"


def rule_schema() -> dict[str, Any]:
    """The schema of a rule file, with every kind that is registered."""
    definitions: dict[str, Any] = {}
    rule = _record(RuleForm, definitions)
    definitions["Check"] = _check(definitions, deep=2)
    definitions["Check1"] = _check(definitions, deep=1)
    definitions["Check0"] = _check(definitions, deep=0)
    return {
        "$schema": DRAFT,
        "title": "A rule of dhrcheck",
        **rule,
        "$defs": dict(sorted(definitions.items())),
    }


def _of(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if wanted in _PLAIN:
        return dict(_PLAIN[wanted])
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(a, definitions) for a in arguments]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (tuple, frozenset):
        return {"type": "array", "items": _of(arguments[0], definitions)}
    if origin is dict:
        made = {"type": "object", "additionalProperties": _of(arguments[1], definitions)}
        if isinstance(arguments[0], type) and issubclass(arguments[0], Enum):
            made["propertyNames"] = {"enum": [member.value for member in arguments[0]]}
        return made
    if wanted is Check:
        return {"$ref": "#/$defs/Check"}
    if wanted is Sources:
        return {"type": "array", "minItems": 1, "items": _of(Source, definitions)}
    if wanted is Examples:
        return _examples(definitions)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return {"enum": [member.value for member in wanted]}
    if dataclasses.is_dataclass(wanted):
        name = wanted.__name__ if isinstance(wanted, type) else str(wanted)
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _record(wanted, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if hasattr(wanted, "from_text"):
        return {"type": "string"}
    raise TypeError(f"no schema for {wanted}")


def _record(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    said = _field_words(wanted)
    properties: dict[str, Any] = {}
    for entry in entries_of(wanted):
        about = _of(entry.type, definitions)
        words = said.get(entry.name)
        properties[entry.key] = {"description": words, **about} if words else about
    made: dict[str, Any] = {
        "description": _words(wanted.__doc__),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    needed = [entry.key for entry in entries_of(wanted) if entry.needed]
    return {**made, "required": needed} if needed else made


def _check(definitions: dict[str, Any], deep: int) -> dict[str, Any]:
    from dhrcheck.kinds import KINDS

    properties: dict[str, Any] = {}
    if deep:
        below = {"$ref": f"#/$defs/Check{deep - 1}"}
        several = {"type": "array", "minItems": 2, "items": below}
        properties["all"] = {"description": "Passes where every one passes.", **several}
        properties["any"] = {"description": "Passes where one passes.", **several}
        properties["not"] = {"description": "Swaps pass and fail.", **below}
    for name, kind in sorted(KINDS.items()):
        parameters: Any = kind.parameters
        own = _of(parameters, definitions)
        optional = not any(entry.needed for entry in entries_of(parameters))
        properties[name] = {"anyOf": [own, {"type": "null"}]} if optional else own
    return {
        "description": _words(Check.__doc__),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _examples(definitions: dict[str, Any]) -> dict[str, Any]:
    from dhrcheck.outcome import Status

    one = {"anyOf": [{"type": "string"}, _of(ExampleForm, definitions)]}
    listed = {"type": "array", "items": one}
    statuses = [s.value for s in Status if s is not Status.ERROR]
    return {
        "type": "object",
        "properties": dict.fromkeys(statuses, listed),
        "additionalProperties": False,
    }


def _field_words(wanted: Any) -> dict[str, str]:
    """The sentence that stands under each field of a dataclass in its source."""
    words: dict[str, str] = {}
    for record in reversed(wanted.__mro__):
        if dataclasses.is_dataclass(record):
            words |= _words_in(record)
    return words


def _words_in(wanted: Any) -> dict[str, str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(wanted)))
    record = tree.body[0]
    if not isinstance(record, ast.ClassDef):
        return {}
    words: dict[str, str] = {}
    for field, after in zip(record.body, record.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            words[field.target.id] = _words(after.value.value)
    return words


def _words(docstring: str | None) -> str:
    return " ".join((docstring or "").replace("``", "").split())
