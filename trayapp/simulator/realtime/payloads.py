"""Phones as the live socket spells them (protocol sheet §3.7): the wire's names and types, and invented values."""

import zlib
from collections.abc import Iterable
from typing import Any

from trayapp.simulator.calls import CUSTOMER_LEG, Direction, PhoneCall
from trayapp.simulator.happenings import Desk, Happening, Reason
from trayapp.simulator.phones import QUEUE_ID, PhoneSystem
from trayapp.simulator.realtime.sight import SightRules, is_muted

ACCOUNT_ID = 5001
TOP_ACCOUNT_ID = 5000
FIRST_NUMBER, FIRST_USER = 7100, 310
OTHER_NUMBER = "0700000000"
LOOPBACK_IP = "127.0.0.1"

Payload = dict[str, Any]


def number_of(ivrid: str) -> str:
    """The customer's telephone number: made up, and always the same for a call."""
    return f"050{zlib.crc32(ivrid.encode()) % 10_000_000:07}"


class Payloads:
    """Builds payloads; keeps nothing. Callers hold the phones' lock where a payload shows several extensions.

    Args:
        phones: whose calls are shown.
        rules: what is shown of them; may be replaced while it is used.
    """

    def __init__(self, phones: PhoneSystem, rules: SightRules | None = None) -> None:
        self.phones = phones
        self.rules = rules or SightRules()
        self._places = {extension: place for place, extension in enumerate(phones.extensions)}

    def number(self, extension: str) -> int:
        """The extension's number, which is not its SIP code."""
        return FIRST_NUMBER + self._places[extension]

    def user_id(self, extension: str) -> int:
        """Its owner."""
        return FIRST_USER + self._places[extension]

    def user_name(self, extension: str) -> str:
        """Its owner's name."""
        return f"Desk {self._places[extension] + 1}"

    # Things.

    def call(self, call: PhoneCall, at_s: float) -> Payload:
        """One call object."""
        clock = self.phones.clock
        began = clock.epoch(call.rang_at_s)
        number = number_of(call.related[0] if call.related else call.ivrid)
        outgoing = call.direction is not Direction.INCOMING
        shown: Payload = {
            "callStarted": began,
            "callAnswered": 0 if call.answered_at_s is None else clock.epoch(call.answered_at_s),
            "calldurationinterval": began,
            "answered": int(call.answered_at_s is not None),
            "callername": "" if outgoing else f"Customer {number[-4:]}",
            "callerphone": str(self.number(call.extension)) if outgoing else number,
            "outgoingcallername": f"Customer {number[-4:]}" if outgoing else "",
            "outgoingcallerphone": number if outgoing else "",
            "callstatus": call.status.value,
            "direction": call.direction.value,
            "callType": call.direction.value,
            "ivrid": call.ivrid,
            "did": "" if outgoing else OTHER_NUMBER,
            "recording": {
                "Filename": f"{call.ivrid}.mp3",
                "Options": "b",
                "ApproximateURL": f"/recordings/{call.ivrid}.mp3",
                "IsMuted": is_muted(call, at_s, self.rules),
            },
            "customdata": {"OriginalIvrUniqueID": call.related[0]} if call.related else {},
            "relatedIvrUniqueIDs": list(call.related),
            "channel": self._channel(call),
            "channel2": "",
            "isSpyed": False,
            "isInternal": False,
            "ip": LOOPBACK_IP,
        }
        if call.queue_id is not None:
            shown["queueID"] = call.queue_id
        if call.click2call_leg is not None:
            shown["c2cdirection"] = call.click2call_leg
        if outgoing:
            shown["actualDialedNumber"] = number
        return shown

    def _channel(self, call: PhoneCall) -> str:
        """The customer's leg of a Click2Call comes on a channel of its own, with the same ivrid."""
        suffix = "2" if call.click2call_leg == CUSTOMER_LEG else "1"
        return f"SIP/{self.number(call.extension)}-{call.ivrid[-8:].lower()}{suffix}"

    def extension(self, desk: Desk, at_s: float) -> Payload:
        """One extension object, as the snapshot has it."""
        clock = self.phones.clock
        user_id = self.user_id(desk.extension)

        def epoch(moment_s: float | None) -> int:
            return 0 if moment_s is None else clock.epoch(moment_s)

        return {
            "extenUser": desk.extension,
            "number": self.number(desk.extension),
            "userID": user_id,
            "userName": self.user_name(desk.extension),
            "accountID": ACCOUNT_ID,
            "topAccountID": TOP_ACCOUNT_ID,
            "onlineUserID": user_id,
            "representative": user_id,
            "summery": {"representative": self.user_name(desk.extension)},
            "representativeStatus": desk.user_status,
            "representativeUpdated": clock.epoch_ms(desk.user_status_at_s or 0.0),
            "lastCallEventEpoch": epoch(desk.last_event_at_s),
            "lastAnsweredCallEventEpoch": epoch(desk.last_answer_at_s),
            "lastHangupCallEpoch": epoch(desk.last_hang_up_at_s),
            "peerStatus": None,
            "calls": [self.call(call, at_s) for call in desk.calls],
        }

    # Messages.

    def tail(self, at_s: float) -> Payload:
        """What every snapshot and answer ends with."""
        return {**self._times(at_s), "errorCode": 0, "errorDesc": "OK"}

    def _times(self, at_s: float) -> Payload:
        clock = self.phones.clock
        return {"servertime": clock.epoch(at_s), "servertimeoffset": clock.offset_minutes}

    def snapshot(self, name: str, desks: Iterable[Desk], at_s: float) -> Payload:
        """What comes after the connection, by the name of its event."""
        body: Payload
        match name:
            case "AllExtensionsStatus":
                body = {"extensions": [self.extension(desk, at_s) for desk in desks]}
            case "AllUsersStatus":
                body = {
                    "users": [
                        {
                            "userID": self.user_id(desk.extension),
                            "userName": self.user_name(desk.extension),
                            "accountID": ACCOUNT_ID,
                        }
                        for desk in desks
                    ]
                }
            case "AllDialersStatus":
                body = {"dialers": []}
            case "loginStatus":
                body = {"queues": [{"QueueID": QUEUE_ID, "QueueName": "Customers", "Calls": []}]}
            case _:
                body = {}
        return {**body, **self.tail(at_s)}

    def event(self, happening: Happening) -> Payload:
        """An ExtensionEvent."""
        at_s, call = happening.at_s, happening.call
        data = self.extension(happening.desk, at_s)
        data["topAccountID"] = ACCOUNT_ID  # not what the snapshot says, as captured
        reason = self.rules.mute_reason if happening.reason is Reason.MUTE else happening.reason.value
        payload: Payload = {"eventName": "extension", "reason": reason, "data": data, **self._times(at_s)}
        if call is not None:
            data["currentCall"] = self.call(call, at_s)
            payload["telephonyservertime"] = payload["servertime"]
            if happening.reason is Reason.HANG_UP:
                payload["ivruniqueid"] = call.ivrid
                payload["callerID"] = number_of(call.related[0] if call.related else call.ivrid)
                payload["cause"] = happening.cause.value
                payload["dialStatus"] = happening.dial_status.value
        return payload

    def keepalive_response(self, at_s: float, *, token_is_good: bool = True) -> Payload:
        """The answer to `keepalive`."""
        if token_is_good:
            return {"isOK": True, **self.tail(at_s)}
        return {"isOK": False, **self._times(at_s), "errorCode": 1, "errorDesc": "Token expired"}
