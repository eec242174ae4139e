"""Settings: read once, checked, described."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import PREFIX, Settings, UnknownSetting, check_names, load_settings
from app.settings_table import BEGIN, END, table, with_table


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINNOW_MAX_BODY_BYTES", "1000")
    monkeypatch.setenv("WINNOW_PAGE_SECONDS", "0.5")

    settings = load_settings()

    assert (settings.max_body_bytes, settings.page_seconds) == (1000, 0.5)
    assert settings.workers >= 1


@pytest.mark.parametrize("name", ["WINNOW_MAX_BODY_BYTE", "winnow_max_body_byte", "Winnow_Max_Body_Byte"])
def test_a_misspelt_name_is_refused_with_the_right_one(name: str) -> None:
    with pytest.raises(UnknownSetting, match="did you mean WINNOW_MAX_BODY_BYTES"):
        check_names({name: "3"})


def test_a_name_like_none_is_refused_with_all_there_are() -> None:
    with pytest.raises(UnknownSetting) as caught:
        check_names({PREFIX + "ZZZZZZZZZZZZ": "3"})

    assert all(f"{PREFIX}{name.upper()}" in str(caught.value) for name in Settings.model_fields)


def test_other_names_are_not_ours() -> None:
    environment = {"PATH": "/bin", "MY_WINNOW_THING": "x", "WINNOW_WORKERS": "1", "WINNOW_CORPORA": "/data"}

    check_names(environment)

    with pytest.raises(UnknownSetting):
        check_names(environment | {"WINNOW_CORPORAS": "/data"})


@pytest.mark.parametrize("values", [{"workers": 0}, {"page_seconds": 0}, {"max_body_bytes": -1}, {"max_waiting": -1}])
def test_a_value_out_of_range_is_refused(values: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(values)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().workers = 3


def test_the_readme_has_the_settings_as_they_are() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")

    assert with_table(readme) == readme, "run `make settings`"


@pytest.mark.parametrize("document", ["", BEGIN, END + BEGIN, (BEGIN + END) * 2])
def test_a_document_without_one_place_for_them_is_left_alone(document: str) -> None:
    with pytest.raises(ValueError, match="not one place"):
        with_table(document)


def test_the_table_says_what_the_environment_would() -> None:
    rows = table()

    assert "| `WINNOW_WORKERS` | number of cores | Processes" in rows
    assert "| `WINNOW_FETCH` | false | Whether" in rows
    assert "| `WINNOW_FETCH_PORTS` | 80,443 | Ports" in rows
    assert "| `WINNOW_API_KEYS` | | Hashes" in rows
    assert rows.count("\n") == len(Settings.model_fields) + 2
