"""The menu and the to-do list are what the rooms offer, by role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse

from payung.accounts.models import Role
from payung.accounts.scope import Actor
from payung.ui.parts import NavEntry, TodoItem
from payung.web import navigation

ACTOR = Actor("user:1", Role.OPERATOR, "15.71")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    entries = (
        NavEntry("Beranda", "home", order=0),
        NavEntry("Masuk", "login", frozenset({"operator"})),
        NavEntry("Tidak ada", "no-such-address"),
    )
    monkeypatch.setattr(navigation, "entries", lambda: entries)
    yield


def test_a_role_sees_its_own_entries(offered: None) -> None:
    assert [item.label for item in navigation.menu_for("operator", "/x")] == ["Beranda", "Masuk"]
    assert [item.label for item in navigation.menu_for("pendamping", "/x")] == ["Beranda"]


def test_the_closest_entry_is_the_current_one(offered: None) -> None:
    current = [item.label for item in navigation.menu_for("operator", "/masuk/7/") if item.current]
    assert current == ["Masuk"]
    assert not any(item.current for item in navigation.menu_for("operator", "/lain/"))


def test_entries_of_one_group_stand_below_its_word_and_lead_to_its_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = (
        NavEntry("Masuk", "login", group="Pintu"),
        NavEntry("Beranda", "home", frozenset({"operator"}), group="Pintu"),
    )
    monkeypatch.setattr(navigation, "entries", lambda: entries)
    (group,) = navigation.menu_for("operator", "/masuk/")
    assert (group.label, group.href, group.current) == ("Pintu", reverse("login"), True)
    assert [(item.label, item.current) for item in group.within] == [
        ("Masuk", True),
        ("Beranda", False),
    ]
    (alone,) = navigation.menu_for("pendamping", "/masuk/")
    assert (alone.label, alone.within) == ("Masuk", ())


def test_home_is_current_on_its_own_page_alone(offered: None) -> None:
    assert [i.label for i in navigation.menu_for("operator", "/") if i.current] == ["Beranda"]


def test_the_oldest_work_comes_first_and_nothing_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = (
        lambda actor: [TodoItem("Baru", "/a", 3, 1), TodoItem("Kosong", "/b", 0)],
        lambda actor: [TodoItem("Lama", "/c", 9, 14)],
    )
    monkeypatch.setattr(navigation, "_askers", lambda: asked)
    assert [item.label for item in navigation.todo_for(ACTOR)] == ["Lama", "Baru"]


@pytest.mark.parametrize("entry", navigation.entries(), ids=lambda entry: entry.url_name)
def test_each_entry_leads_to_a_page_and_names_known_roles(entry: NavEntry) -> None:
    assert reverse(entry.url_name)
    assert entry.roles <= {role.value for role in Role}
