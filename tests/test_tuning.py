"""What is set right in Python for the whole process; in processes of their own, for it is not undone."""

import subprocess
import sys

from tests.helpers.tree import ROOT

REPORT = """
import builtins, linecache, sys
from trayapp.tuning import tune
python_s_own = getattr(builtins, "__orig_import__", None)
tune()
linecache.clearcache()
import email.message, trayapp.core.step, PySide6.QtWidgets
print(builtins.__import__ is python_s_own, len(linecache.cache), sys.getswitchinterval() < 0.001)
"""


def test_imports_keep_no_source_texts_and_threads_take_turns_often() -> None:
    done = subprocess.run([sys.executable, "-c", REPORT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0", "True"]
