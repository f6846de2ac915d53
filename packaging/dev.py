"""Runs the developer's commands; needs nothing but Python 3.11 or newer.

`python3 packaging/dev.py test | demo | install | bench | build | screenshots | pin`; `--help` says more.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (told plainly before a newer word of the language is read)
    sys.exit("Recording Pause needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

from tasks.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
