"""The templates of Group Policy: an ADMX file, and an ADML file for each language.

Their form is Microsoft's (Group Policy ADMX Syntax Reference Guide): values below one key of the registry, each with
the type that `trayapp.desktop.policy.windows` gives back as `trayapp.settings.policy` takes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tasks.policies import hebrew, table
from tasks.policies.table import Kind, Row

SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
NAMESPACE = "RecordingPause.Policies.RecordingPause"
KEY = r"Software\Policies\Recording Pause"
_LONGEST_TEXT = 1023
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is read of the templates in one language."""

    language: str
    program: str
    description: str
    supported: str
    groups: dict[str, str]
    rows: dict[str, tuple[str, str]]
    choices: dict[str, dict[str, str]]


ENGLISH = Words(
    "en-US",
    "Recording Pause",
    "Policies of Recording Pause",
    "Windows 10 and later",
    table.GROUPS,
    {row.key: (row.title, row.meaning) for row in table.ROWS},
    {row.key: dict(row.choices) for row in table.ROWS if row.choices},
)
HEBREW = Words(
    "he-IL",
    hebrew.PROGRAM,
    hebrew.DESCRIPTION,
    hebrew.SUPPORTED,
    hebrew.GROUPS,
    hebrew.WORDS,
    hebrew.CHOICES,
)


def admx() -> str:
    """The policies themselves."""
    root = _root("policyDefinitions")
    spaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(spaces, "target", prefix="recordingpause", namespace=NAMESPACE)
    ET.SubElement(root, "resources", minRequiredRevision="1.0", fallbackCulture="en-US")
    definitions = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(definitions, "definition", name="SUPPORTED", displayName="$(string.SUPPORTED)")
    categories = ET.SubElement(root, "categories")
    ET.SubElement(categories, "category", name="PROGRAM", displayName="$(string.PROGRAM)")
    for group in table.GROUPS:
        category = ET.SubElement(categories, "category", name=group, displayName=f"$(string.GROUP_{group})")
        ET.SubElement(category, "parentCategory", ref="PROGRAM")
    policies = ET.SubElement(root, "policies")
    for row in table.ROWS:
        _policy(policies, row)
    return _text(root)


def adml(words: Words) -> str:
    """What the editor shows of them, in one language."""
    root = _root("policyDefinitionResources")
    ET.SubElement(root, "displayName").text = words.program
    ET.SubElement(root, "description").text = words.description
    resources = ET.SubElement(root, "resources")
    strings = ET.SubElement(resources, "stringTable")
    for name, text in _strings(words):
        ET.SubElement(strings, "string", id=name).text = text
    presentations = ET.SubElement(resources, "presentationTable")
    for row in table.ROWS:
        if row.kind is not Kind.FLAG:
            _presentation(presentations, row, words.rows[row.key][0])
    return _text(root)


def _strings(words: Words) -> Iterator[tuple[str, str]]:
    yield "PROGRAM", words.program
    yield "SUPPORTED", words.supported
    for group, title in words.groups.items():
        yield f"GROUP_{group}", title
    for row in table.ROWS:
        title, meaning = words.rows[row.key]
        yield row.key, title
        yield f"{row.key}_help", meaning
        for place, value in enumerate(row.choices):
            yield f"{row.key}_{place}", words.choices[row.key][value]


def _policy(policies: ET.Element, row: Row) -> None:
    attributes = {
        "name": row.key,
        "class": "Both",
        "displayName": f"$(string.{row.key})",
        "explainText": f"$(string.{row.key}_help)",
        "key": KEY,
    }
    if row.kind is Kind.FLAG:
        attributes["valueName"] = row.key
    else:
        attributes["presentation"] = f"$(presentation.{row.key})"
    policy = ET.SubElement(policies, "policy", attributes)
    ET.SubElement(policy, "parentCategory", ref=row.group)
    ET.SubElement(policy, "supportedOn", ref="SUPPORTED")
    if row.kind is Kind.FLAG:
        for name, value in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, name), "decimal", value=value)
        return
    elements = ET.SubElement(policy, "elements")
    known = {"id": row.key, "valueName": row.key, "required": "true"}
    match row.kind:
        case Kind.NUMBER:
            least, most = row.range
            ET.SubElement(elements, "decimal", {**known, "minValue": str(least), "maxValue": str(most)})
        case Kind.TEXT:
            ET.SubElement(elements, "text", {**known, "maxLength": str(_LONGEST_TEXT)})
        case Kind.LIST:
            ET.SubElement(elements, "multiText", {**known, "maxLength": str(_LONGEST_TEXT), "maxStrings": "20"})
        case Kind.CHOICE:
            enum = ET.SubElement(elements, "enum", known)
            for place, value in enumerate(row.choices):
                item = ET.SubElement(enum, "item", displayName=f"$(string.{row.key}_{place})")
                ET.SubElement(ET.SubElement(item, "value"), "string").text = value


def _presentation(presentations: ET.Element, row: Row, title: str) -> None:
    presentation = ET.SubElement(presentations, "presentation", id=row.key)
    match row.kind:
        case Kind.NUMBER:
            box = ET.SubElement(presentation, "decimalTextBox", refId=row.key, defaultValue=str(row.example))
            box.text = title
        case Kind.TEXT:
            box = ET.SubElement(presentation, "textBox", refId=row.key)
            ET.SubElement(box, "label").text = title
        case Kind.LIST:
            ET.SubElement(presentation, "multiTextBox", refId=row.key).text = title
        case _:
            box = ET.SubElement(presentation, "dropdownList", refId=row.key, noSort="true", defaultItem="0")
            box.text = title


def _root(name: str) -> ET.Element:
    return ET.Element(name, {"xmlns": SCHEMA, "xmlns:xsi": _INSTANCE, "revision": "1.0", "schemaVersion": "1.0"})


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
