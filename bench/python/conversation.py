"""What CPython's programs have in common: how they are asked, and how they end.

They lead a process group, say hello, then answer questions, a line of JSON each. null ends them. The
end of their input without one means that whoever asked is gone: then a program kills its workers,
reaps them, and kills what is left of its process group.
"""

import json
import os
import queue
import signal
import sys
import threading


def lead_group():
    """To be called before there are workers."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()


def listen():
    """Begins to read; returns the questions, an iterator that ends with the conversation."""
    questions = queue.SimpleQueue()
    threading.Thread(target=read_questions, args=[questions], daemon=True).start()
    return iter(questions.get, None)


def tell(message):
    print(json.dumps(message), flush=True)


def version():
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    return sys.version.split()[0] + ("" if gil else " (free-threaded)")


def read_questions(questions):
    # Not sys.stdin: the interpreter can't end while a thread is waiting in that.
    for line in open(0, closefd=False):
        question = json.loads(line)
        questions.put(question)
        if question is None:
            return
    leave_no_worker()


def leave_no_worker():
    # Not loaded where nothing but threads are used.
    import multiprocessing

    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)
