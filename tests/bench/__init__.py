"""Speed and size, each figure beside a rival that runs in the same minute on the same machine.

`python -m tests.bench [NAME ...]` prints a table and writes `build/bench.json`. Its exit status says whether the
figures could be measured, not whether they are good: a busy machine must not turn a test red.
"""
