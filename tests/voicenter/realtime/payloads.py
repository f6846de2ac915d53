"""What the server says, shaped as in the protocol sheet §3.7; all values are invented."""

from typing import Any, Final

from tests.helpers import secrets

IVRID: Final = "20260101090000aaaabbbbccccdddd01"
OTHER_IVRID: Final = "20260101090500aaaabbbbccccdddd02"
STRANGER: Final = "Stranger-Zq81"
"""In every field of a call that tells of a person."""
SERVER_TIME: Final = 1_767_258_100


def call(ivrid: str = IVRID, status: str = "Talking", **more: Any) -> dict[str, Any]:
    """One call object with everything that captures have shown."""
    return {
        "callStarted": SERVER_TIME - 100,
        "callAnswered": 0,
        "calldurationinterval": SERVER_TIME - 100,
        "answered": 0,
        "callername": STRANGER,
        "callerphone": STRANGER,
        "outgoingcallername": STRANGER,
        "outgoingcallerphone": STRANGER,
        "callstatus": status,
        "direction": "Incoming",
        "callType": "Incoming",
        "ivrid": ivrid,
        "did": STRANGER,
        "recording": {"Filename": STRANGER, "Options": "", "ApproximateURL": STRANGER, "IsMuted": 0},
        "customdata": {"note": STRANGER},
        "relatedIvrUniqueIDs": [],
        "channel": STRANGER,
        "channel2": "",
        "isSpyed": False,
        "isInternal": False,
        "ip": STRANGER,
        "actualDialedNumber": 700,
        **more,
    }


def extension(*calls: Any, user: str = secrets.EXTENSION, **more: Any) -> dict[str, Any]:
    """One extension object."""
    return {
        "extenUser": user,
        "number": 12,
        "userID": 34,
        "userName": STRANGER,
        "onlineUserID": 34,
        "summery": {"representative": STRANGER},
        "representativeStatus": 1,
        "lastCallEventEpoch": SERVER_TIME,
        "representativeUpdated": SERVER_TIME * 1000,
        "peerStatus": None,
        "calls": list(calls),
        **more,
    }


def snapshot(*extensions: Any) -> dict[str, Any]:
    """The payload of `AllExtensionsStatus`."""
    tail = {"servertime": SERVER_TIME, "servertimeoffset": 120, "errorCode": 0, "errorDesc": "OK"}
    return {"extensions": list(extensions), **tail}


def event(reason: str, *calls: Any, user: str = secrets.EXTENSION, **more: Any) -> dict[str, Any]:
    """The payload of `ExtensionEvent`."""
    return {
        "eventName": "extension",
        "reason": reason,
        "data": {**extension(*calls, user=user), "currentCall": call("another-" + IVRID)},
        "servertime": SERVER_TIME,
        "servertimeoffset": 120,
        "telephonyservertime": SERVER_TIME - 2,
        **more,
    }
