"""What administrators are given on policies is what the program goes by: templates, sample file, table of the guide."""

import re
import tomllib
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tasks.policies import hebrew, table
from tasks.policies.admx import ENGLISH, HEBREW, KEY, SCHEMA, adml, admx
from tasks.policies.documents import BEGIN, END, GUIDE, documents, sample
from tasks.policies.table import ROWS, Kind, Row
from trayapp.core.limits import Limits
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import windows
from trayapp.settings.policy import CHECKS, CHORDS, Policy
from trayapp.settings.preferences import Preferences
from trayapp.voicenter.channel import WireSettings

SPACE = f"{{{SCHEMA}}}"
LANGUAGES = (ENGLISH, HEBREW)
CONTROLS = {"decimal": "decimalTextBox", "text": "textBox", "multiText": "multiTextBox", "enum": "dropdownList"}
"""What the editor shows for each element (Group Policy ADMX Syntax Reference Guide)."""
ELEMENTS = {Kind.NUMBER: "decimal", Kind.TEXT: "text", Kind.LIST: "multiText", Kind.CHOICE: "enum"}


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  (what we have written ourselves)


def of(row: Row) -> ET.Element:
    policies = parsed(admx()).findall(f".//{SPACE}policy")
    (found,) = (policy for policy in policies if policy.get("name") == row.key)
    return found


def taken(key: str, value: object) -> Policy:
    return Policy.from_table({key: value}, Chord.parse)


def test_every_key_of_the_program_is_described_once() -> None:
    assert sorted(row.key for row in ROWS) == sorted({*CHECKS, *CHORDS})
    assert {row.group for row in ROWS} == table.GROUPS.keys()


def test_the_documents_are_as_the_table_has_them() -> None:
    """`python -m tasks.policies`, in packaging/, writes them anew."""
    for path, text in documents().items():
        assert path.read_text(encoding="utf-8") == text, path.name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_what_the_editor_writes_is_what_the_registry_reader_takes(row: Row) -> None:
    policy = of(row)
    assert policy.get("key") == KEY == windows.KEY
    elements = policy.find(f"{SPACE}elements")
    written: list[Any]
    if row.kind is Kind.FLAG:
        assert elements is None
        assert policy.get("valueName") == row.key
        written = [
            int(value.get("value", ""))
            for name in ("enabledValue", "disabledValue")
            for value in policy.findall(f"{SPACE}{name}/{SPACE}decimal")
        ]
        assert written == [1, 0]
    else:
        assert elements is not None
        (element,) = elements
        assert element.tag == SPACE + ELEMENTS[row.kind]
        assert element.get("id") == element.get("valueName") == row.key
        written = [row.example]
        if row.kind is Kind.NUMBER:
            written += [int(element.get("maxValue", "")), int(element.get("minValue", ""))]
        if row.kind is Kind.CHOICE:
            written = [item.text for item in element.findall(f".//{SPACE}string")]
            assert written == list(row.choices)
    for value in written:
        assert taken(row.key, value).problems == (), (row.key, value)
    assert taken(row.key, row.example).sets(row.key), "the sample's"


def test_numbers_end_where_the_program_says() -> None:
    for row in ROWS:
        if row.kind is Kind.NUMBER:
            least, most = row.range
            assert taken(row.key, most + 1).problems
            assert taken(row.key, least - 1).problems


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
def test_all_that_the_templates_name_is_there(words: Any) -> None:
    """Texts, presentations and their controls, categories: each resolves, and none is left over."""
    policies, shown = parsed(admx()), parsed(adml(words))
    assert policies.tag == f"{SPACE}policyDefinitions"
    assert shown.tag == f"{SPACE}policyDefinitionResources"
    named = re.findall(r"\$\((string|presentation)\.([A-Za-z0-9_]+)\)", admx())
    texts = [string.get("id") for string in shown.iter(f"{SPACE}string")]
    assert sorted(texts, key=str) == sorted({name for kind, name in named if kind == "string"})
    assert all(string.text for string in shown.iter(f"{SPACE}string"))
    presentations = {one.get("id"): one for one in shown.iter(f"{SPACE}presentation")}
    assert presentations.keys() == {name for kind, name in named if kind == "presentation"}
    for name, presentation in presentations.items():
        (control,) = presentation
        (element,) = policies.findall(f".//{SPACE}policy[@name='{name}']/{SPACE}elements/*")
        assert control.get("refId") == element.get("id")
        assert control.tag == SPACE + CONTROLS[element.tag.removeprefix(SPACE)]
    categories = {category.get("name") for category in policies.iter(f"{SPACE}category")}
    assert {parent.get("ref") for parent in policies.iter(f"{SPACE}parentCategory")} == categories
    (supported,) = (one.get("name") for one in policies.iter(f"{SPACE}definition"))
    assert {one.get("ref") for one in policies.findall(f".//{SPACE}policy/{SPACE}supportedOn")} == {supported}


def test_the_order_within_a_policy_is_the_schemas() -> None:
    order = ("parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements")
    for policy in parsed(admx()).iter(f"{SPACE}policy"):
        places = [order.index(child.tag.removeprefix(SPACE)) for child in policy]
        assert places == sorted(places)


def test_hebrew_says_it_all() -> None:
    assert hebrew.WORDS.keys() == {row.key for row in ROWS}
    assert hebrew.GROUPS.keys() == table.GROUPS.keys()
    assert {key: tuple(found) for key, found in hebrew.CHOICES.items()} == {
        row.key: tuple(row.choices) for row in ROWS if row.choices
    }
    texts = [text for both in hebrew.WORDS.values() for text in both]
    texts += [text for found in hebrew.CHOICES.values() for text in found.values() if text not in ("POST", "GET")]
    assert all(re.search("[א-ת]", text) for text in texts)


def test_the_sample_is_a_policy_once_it_is_in_force() -> None:
    assert tomllib.loads(sample()) == {}
    policy = Policy.from_table(tomllib.loads(re.sub(r"(?m)^#(?! )(?=\w)", "", sample())), Chord.parse)
    assert policy.problems == ()
    assert policy.values.keys() == {row.key for row in ROWS}


def test_the_defaults_are_the_programs() -> None:
    known: dict[str, object] = {name: getattr(Preferences(), name) for name in Preferences.__dataclass_fields__}
    known |= {name: getattr(Limits(), name) for name in Limits.__dataclass_fields__}
    known |= {"keep_warm_s": WireSettings().keep_warm_s, "mute_value": f'"{Preferences().mute_value}"'}
    words = {True: "yes", False: "no", None: "none"}
    for row in ROWS:
        if row.key in known:
            value = known[row.key]
            said = f"{value:g}" if isinstance(value, float) else words.get(value, str(value))  # type: ignore[call-overload]  # any of the three kinds
            assert row.default == said, row.key


def test_the_guide_has_one_line_for_each_key() -> None:
    text = GUIDE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")] == [row.key for row in ROWS]
