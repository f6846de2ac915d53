"""Every key that an administrator may lay down, with the words that describe it; the program's checks are the schema.

`trayapp.settings.policy.CHECKS` says what a value may be. Here stands what people read of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """What a value is, in TOML and in the registry."""

    FLAG = auto()
    NUMBER = auto()
    CHOICE = auto()
    TEXT = auto()
    LIST = auto()


WINDOWS_TYPES = {
    Kind.FLAG: "REG_DWORD",
    Kind.NUMBER: "REG_DWORD",
    Kind.CHOICE: "REG_SZ",
    Kind.TEXT: "REG_SZ",
    Kind.LIST: "REG_MULTI_SZ",
}

GROUPS = {
    "account": "Account and servers",
    "pause": "Pauses",
    "desk": "What the rep sees and presses",
    "record": "Journal and start",
    "wire": "Way to the servers",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One key."""

    key: str
    kind: Kind
    group: str
    title: str
    meaning: str
    default: str
    """What holds where it is not laid down, for people."""
    example: object
    """A value, as TOML has it; the sample file shows it."""
    values: str = ""
    """Which values there are, for people; empty where the kind says it."""
    range: tuple[int, int] = (0, 0)
    """Of a number: the least and the most that an editor lets in."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Of a choice: each value with its name."""


_LOGINS = {
    "none": "None",
    "user": "The rep's own (user)",
    "user,token": "The rep's own, or a token",
    "user,account": "The rep's own, or the account's",
    "user,account,token": "All of them",
}

ROWS = (
    Row(
        *("monitor_host", Kind.TEXT, "account", "Monitor host"),
        "The server that pauses are sent to. With it laid down, a desk needs its extension alone.",
        *("set up at each desk", "monitor3.example.com"),
        values="a name or an address, with a port where it is not 443",
    ),
    Row(
        *("allowed_hosts", Kind.LIST, "account", "Allowed monitor hosts"),
        "The only servers that may be set up, be searched for, or be taken from a login's list; whole names, without "
        "ports. The monitor host that is laid down is always one of them.",
        *("any", ["monitor1.example.com", "monitor2.example.com"]),
        values="1 to 20 names",
    ),
    Row(
        *("login_kinds", Kind.CHOICE, "account", "Allowed Real-time logins"),
        "By what the calls may be seen live. The account's login and a token open the calls of the whole organisation: "
        "allow them for shared desks only.",
        *("all", "user"),
        values='"none", or of "user", "account", "token" those that are allowed, with commas between them',
        choices=_LOGINS,
    ),
    Row(
        *("login_url", Kind.TEXT, "account", "Login address"),
        "Where the Real-time login is sent, where it is not the vendor's own address.",
        *("the vendor's", "https://login.example.com/api"),
        values="an https:// address",
    ),
    Row(
        *("active_calls", Kind.FLAG, "account", "Allow Active Calls"),
        "Whether the calls may be seen by Active Calls, whose code opens the calls of the whole organisation.",
        *("allowed", False),
    ),
    Row(
        *("active_calls_url", Kind.TEXT, "account", "Active Calls address"),
        "Where the Active Calls service is asked, where it is not the vendor's own address.",
        *("the vendor's", "https://calls.example.com/GetExtensionsCalls"),
        values="an https:// address",
    ),
    Row(
        *("maximum_pause_s", Kind.NUMBER, "pause", "Longest pause, in seconds"),
        "After this time the recording is resumed by itself, which is announced before and can be put off by Keep. "
        "0: never. Then nothing but a person, or the end of the call, ends a pause.",
        *("180", 180),
        values="30 to 900, or 0",
        range=(0, 900),
    ),
    Row(
        *("keeps", Kind.NUMBER, "pause", "How often a pause can be kept"),
        "How often a rep may put off the automatic resume of one pause, each time by another longest pause.",
        *("3", 3),
        values="0 to 100",
        range=(0, 100),
    ),
    Row(
        *("first_reminder_s", Kind.NUMBER, "pause", "First reminder, in seconds"),
        "After this time of a pause the first reminder is heard.",
        *("60", 60),
        values="10 to 900",
        range=(10, 900),
    ),
    Row(
        *("reminder_interval_s", Kind.NUMBER, "pause", "Further reminders, in seconds"),
        "The time from one reminder to the next.",
        *("30", 30),
        values="10 to 900",
        range=(10, 900),
    ),
    Row(
        *("must_be_proven", Kind.FLAG, "pause", "A set-up must be proven"),
        "Until a test call has shown that a pause reaches the recording, a pause is sent but never shown as PAUSED: "
        "the rep is told not to take the card, and to prove the set-up first.",
        *("no", True),
    ),
    Row(
        *("may_quit", Kind.FLAG, "desk", "The program may be quit"),
        "Switched off, there is no Quit, and the command is refused. The end of the session still ends the program.",
        *("yes", False),
    ),
    Row(
        *("toggle_chord", Kind.TEXT, "desk", "Keys: pause or resume"),
        "The keys that pause, and that resume when paused; they work in every window.",
        *("Ctrl+Shift+F9", "Ctrl+Shift+F9"),
        values='such as "Ctrl+Shift+F9"; "none" for no keys',
    ),
    Row(
        *("pause_chord", Kind.TEXT, "desk", "Keys: always pause"),
        "The keys that always pause, and that keep a pause which is about to end.",
        *("Ctrl+Shift+F10", "Ctrl+Shift+F10"),
        values='such as "Ctrl+Shift+F10"; "none" for no keys',
    ),
    Row(
        *("resume_chord", Kind.TEXT, "desk", "Keys: always resume"),
        "The keys that always resume.",
        *("none", "Ctrl+Shift+F11"),
        values='such as "Ctrl+Shift+F11"; "none" for no keys',
    ),
    Row(
        *("show_frame", Kind.FLAG, "desk", "Frame around the screen"),
        "Whether a coloured frame is drawn around every screen while paused or alarmed.",
        *("yes", True),
    ),
    Row(
        *("hide_pill_while_recording", Kind.FLAG, "desk", "Hide the pill while recording"),
        "Whether the small window that is always on top goes away while nothing is paused. It always comes back when "
        "recording is paused, or a pause has failed.",
        *("no", False),
    ),
    Row(
        *("sounds", Kind.FLAG, "desk", "Sounds"),
        "Whether pauses, reminders and alarms are heard.",
        *("yes", True),
    ),
    Row(
        *("tray_click", Kind.CHOICE, "desk", "Click on the tray icon"),
        "What a click on the icon does.",
        *("toggle", "panel"),
        choices={"toggle": "Pause or resume", "panel": "Open the panel"},
    ),
    Row(
        *("language", Kind.CHOICE, "desk", "Language"),
        "The language of the program.",
        *("system", "he"),
        choices={"system": "The system's", "en": "English", "he": "Hebrew"},
    ),
    Row(
        *("start_at_login", Kind.FLAG, "record", "Start at login"),
        "Whether the program starts when a user logs in. It is seen to at each start of the program; so that there is "
        "a first one, let the installer start it for everyone.",
        *("the rep's choice, off at first", True),
    ),
    Row(
        *("journal_folder", Kind.TEXT, "record", "Folder of the journal"),
        "Where the record of all pauses lies. Below it each user and computer has a folder of its own, USER@COMPUTER; "
        "users must be allowed to make it. Lay it down before the first start, or move the files along.",
        *("in the user's own folders", "/srv/recording-pause"),
        values="a whole path",
    ),
    Row(
        *("journal_days", Kind.NUMBER, "record", "Days that the journal is kept"),
        "A month of the journal is taken away when it ended longer ago than this.",
        *("400", 400),
        values="30 to 4000",
        range=(30, 4000),
    ),
    Row(
        *("method", Kind.CHOICE, "wire", "Method of the requests"),
        "POST keeps the extension out of addresses, which end in the logs of proxies. GET only where the server asks "
        "for it.",
        *("POST", "POST"),
        choices={"POST": "POST", "GET": "GET"},
    ),
    Row(
        *("mute_value", Kind.CHOICE, "wire", "Value that pauses"),
        "The value that pauses a recording; the other one resumes it. Prove it on a test call after every change.",
        *('"1"', "1"),
        values='the text "1" or "0"',
        choices={"1": "1 pauses (usual)", "0": "0 pauses"},
    ),
    Row(
        *("keep_warm_s", Kind.NUMBER, "wire", "Keep the connection warm, in seconds"),
        "The time between two requests that keep the connection open, so that a pause need not wait for one. They name "
        "no extension. 0: none.",
        *("45", 45),
        values="10 to 600, or 0",
        range=(0, 600),
    ),
    Row(
        *("ca_file", Kind.TEXT, "wire", "Certificate authority"),
        "A certificate authority that is trusted besides the system's own.",
        *("none", "/etc/ssl/certs/company.pem"),
        values="the whole path of a PEM file",
    ),
    Row(
        *("proxy", Kind.TEXT, "wire", "Proxy"),
        'The proxy for all requests, or "direct" for none. A proxy that asks for a login cannot be laid down.',
        *("the system's", "http://proxy.example.com:3128"),
        values='"direct", or http://, a name and a port',
    ),
)
