"""What both launchers run: the program, which finds its launcher where a program's own path stands."""

import sys

sys.argv[0] = sys.executable

from trayapp.__main__ import main  # noqa: E402  (looks at the program's own path)

sys.exit(main())
