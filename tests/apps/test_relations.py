"""What the sources say of models and relations is what Django knows of them."""

from __future__ import annotations

from django.apps import apps

from tests.ownership import models
from tests.repository import SOURCE

ROOMS = {path.parent.name for path in SOURCE.glob("*/models*")}


def test_the_models_and_their_relations_are_all_known() -> None:
    known = {
        (str(model), name, str(target))
        for model, relations in models().items()
        for name, target in relations.items()
    }
    there = set()
    for model in apps.get_models():
        for relation in model._meta.get_fields():
            target = relation.related_model
            if relation.is_relation and isinstance(target, type):
                back = relation.auto_created and not relation.concrete
                name = relation.get_accessor_name() if back else relation.name
                there.add((_name(model), name, _name(target)))
    inside = {line for line in there if {line[0].split(".")[0], line[2].split(".")[0]} <= ROOMS}
    assert inside == known


def _name(model: type) -> str:
    return f"{model._meta.app_label}.{model.__name__}"  # type: ignore[attr-defined]
