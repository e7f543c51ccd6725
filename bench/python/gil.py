"""CPython's figures of `futures-bench gil --python`: the laws of its own lock.

Says hello with its version and whether it has a lock, then answers questions, a line of JSON each:

    {"law": "convoy", "ms": 800, "burners": 1, "interval": 5, "burner": "plain"}
    {"samples": [[5.12, 5.08, ...]], "answers": []}

Samples are lists in the order of the law's rows, null for a row that CPython does not have; times are
milliseconds. conversation.py tells how it ends.
"""

import sys

from conversation import lead_group, listen, tell, version
from gil_laws import LAWS


def main():
    lead_group()
    questions = listen()
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    tell({"version": version(), "gil": gil})
    usual = sys.getswitchinterval()
    for question in questions:
        sys.setswitchinterval(usual)
        samples, answers = LAWS[question["law"]](question)
        tell({"samples": samples, "answers": answers})


if __name__ == "__main__":
    main()
