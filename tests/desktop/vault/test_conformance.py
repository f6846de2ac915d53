"""What every vault promises: the fake and the real one alike."""

import uuid
from collections.abc import Callable

import pytest

from tests.helpers.needs import windows
from trayapp.desktop.vault import Vault, choose_vault
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.simulator.virtual_desktop import VirtualDesktop

DOCUMENTS = [
    "{}",
    '{"extension":"Ab12Cd34","monitor_host":"monitor9.example.test"}',
    '{"label":"שלוחה 12"}',
    "",
    '\n tab\t quote" backslash\\ nul-free \u2028',
    "x" * 1280,
]


def nobody_is_asked() -> None:
    raise AssertionError("nobody should be asked for anything")


@pytest.fixture(
    params=[
        "memory",
        pytest.param("Linux keyring", marks=pytest.mark.desktop),
        pytest.param("Windows credentials", marks=windows),
    ]
)
def make_vault(request: pytest.FixtureRequest) -> Callable[[str], Vault]:
    if request.param == "memory":
        return lambda _: MemoryVault()
    if request.param == "Linux keyring":
        desktop = request.getfixturevalue("unlocked")
        assert isinstance(desktop, VirtualDesktop)
    return choose_vault


@pytest.fixture
def vault(make_vault: Callable[[str], Vault]) -> Vault:
    return make_vault(f"recording-pause-{uuid.uuid4()}")


def test_an_empty_vault_has_no_document(vault: Vault) -> None:
    assert vault.load(nobody_is_asked) is None


@pytest.mark.parametrize("document", DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_what_is_stored_is_loaded(vault: Vault, document: str) -> None:
    vault.store(document, nobody_is_asked)
    assert vault.load(nobody_is_asked) == document


def test_a_new_document_takes_the_place_of_the_old(vault: Vault) -> None:
    for document in DOCUMENTS:
        vault.store(document, nobody_is_asked)
    assert vault.load(nobody_is_asked) == DOCUMENTS[-1]
    vault.erase(nobody_is_asked)
    assert vault.load(nobody_is_asked) is None


def test_erasing_twice_is_no_error(vault: Vault) -> None:
    vault.store("{}", nobody_is_asked)
    vault.erase(nobody_is_asked)
    vault.erase(nobody_is_asked)
    assert vault.load(nobody_is_asked) is None


def test_two_services_do_not_mix(make_vault: Callable[[str], Vault]) -> None:
    name = f"recording-pause-{uuid.uuid4()}"
    one, other = make_vault(name), make_vault(f"{name}-0123456789ab")
    one.store("one", nobody_is_asked)
    assert other.load(nobody_is_asked) is None
    other.store("other", nobody_is_asked)
    other.erase(nobody_is_asked)
    assert one.load(nobody_is_asked) == "one"


@pytest.mark.desktop
def test_another_vault_object_sees_the_same_document(unlocked: VirtualDesktop) -> None:
    name = f"recording-pause-{uuid.uuid4()}"
    choose_vault(name).store("kept", nobody_is_asked)
    assert choose_vault(name).load(nobody_is_asked) == "kept"
