"""A tiny program that is the one instance: `python -m tests.desktop.instance.host`.

The first line on standard input is JSON: for each verb the reply, as `{"result": ..., "text": ..., "status": ...,
"after_s": ...}`; a verb with null is never answered, one that is missing raises in the handler. Each line on standard
output is a JSON list: first `["ready"]`; after another line on standard input `["owner"]` or, where another instance
was reached, `["shown"]` or `["error", ...]`; then `["request", verb, arguments]` for each request.
"""

import json
import sys

from PySide6.QtCore import QCoreApplication, QTimer

from trayapp.desktop.instance.errors import InstanceError
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.instance.messages import Reply
from trayapp.desktop.instance.server import InstanceServer, Request


def say(*words: object) -> None:
    print(json.dumps(words), flush=True)  # noqa: T201  (how it speaks to the test)


def main() -> int:
    app = QCoreApplication(sys.argv)
    script = json.loads(sys.stdin.readline())

    def handle(request: Request) -> None:
        say("request", request.verb, dict(request.arguments))
        answer = script[request.verb]
        if answer is not None:
            reply = Reply(answer["result"], answer.get("text", ""), answer.get("status"))
            QTimer.singleShot(round(answer.get("after_s", 0) * 1000), lambda: request.reply(reply))
            if request.verb == "quit" and answer["result"] == "reached":
                request.reply(reply)
                server.close()
                lock.release()
                app.quit()

    server = InstanceServer(handle)
    lock = InstanceLock()
    say("ready")
    sys.stdin.readline()
    try:
        if lock.acquire_or_show(owner_must_answer_s=30.0) is not None:
            say("shown")
            return 0
        server.listen(lock)
    except InstanceError as error:
        say("error", type(error).__name__, str(error))
        return 1
    say("owner")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
