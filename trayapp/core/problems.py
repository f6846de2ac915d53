"""What can be wrong, by name. The sentences for people are in `trayapp.ui.words`."""

from enum import StrEnum


class Problem(StrEnum):
    """Why a wish did not come true, or why a state is in doubt. The value is `problem.code` of `status --json`."""

    # The request did not get there, or no answer came back.
    NO_ANSWER = "no_answer"
    NAME_NOT_FOUND = "name_not_found"
    CONNECTION_FAILED = "connection_failed"
    CONNECTION_LOST = "connection_lost"
    CERTIFICATE = "certificate"
    CA_FILE = "ca_file"
    PROXY = "proxy"
    # The server, or something in its place, answered.
    REDIRECTED = "redirected"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    TOO_MANY_REQUESTS = "too_many_requests"
    SERVER_ERROR = "server_error"
    HTTP_STATUS = "http_status"
    BAD_ANSWER = "bad_answer"
    PARAMETERS_REFUSED = "parameters_refused"
    CALL_NOT_FOUND = "call_not_found"
    REFUSED = "refused"
    # What the calls, the clock and other hands did.
    WISH_DIED = "wish_died"
    NEW_CALL = "new_call"
    SOME_CALLS = "some_calls"
    CONTRADICTED = "contradicted"
    POLARITY = "polarity"
    OTHER_HAND = "other_hand"
    REASSERT_REFUSED = "reassert_refused"
    REASSERT_OVER = "reassert_over"
    LINK_IN_DOUBT = "link_in_doubt"
    FOREIGN_HOST = "foreign_host"
    NO_ACCOUNT = "no_account"
    RESTARTED = "restarted"
    WOKE = "woke"
    ELSEWHERE = "elsewhere"


class Flaw(StrEnum):
    """A lasting flaw of the surroundings that the rep should know of and the pause can live with."""

    SERVER_UNREACHABLE = "server_unreachable"
    """Found out before a pause is wanted; its detail is the value of a `Problem`."""
    TOGGLE_CHORD_TAKEN = "toggle_chord_taken"
    PAUSE_CHORD_TAKEN = "pause_chord_taken"
    RESUME_CHORD_TAKEN = "resume_chord_taken"
    CHORD_NOT_ON_KEYBOARD = "chord_not_on_keyboard"
    HOTKEYS_UNAVAILABLE = "hotkeys_unavailable"
    PILL_UNRULY = "pill_unruly"
    LIVE_SIGHT_LOST = "live_sight_lost"
    LOGIN_REFUSED = "login_refused"
    EXTENSION_NOT_LISTED = "extension_not_listed"
    SNAPSHOTS_FAILED = "snapshots_failed"
    VAULT_LOCKED = "vault_locked"
    VAULT_MISSING = "vault_missing"
    VAULT_REFUSED = "vault_refused"
    SETTINGS_SET_ASIDE = "settings_set_aside"
    SETTINGS_NOT_SAVED = "settings_not_saved"
    MARK_NOT_SAVED = "mark_not_saved"
    JOURNAL_NOT_WRITTEN = "journal_not_written"
    JOURNAL_NOT_SEALED = "journal_not_sealed"
