"""CPython's figures of `futures-bench gil --python`: the laws of its own lock.

Says hello with its version and whether it has a lock, then answers questions, a line of JSON each:

    {"law": "convoy", "ms": 800, "burners": 1, "interval": 5, "burner": "plain"}
    {"samples": [[5.12, 5.08, ...]], "answers": []}

Samples are lists in the order of the law's rows, null for a row that CPython does not have; times are
milliseconds. conversation.py tells how it ends.
"""

import math
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from conversation import lead_group, listen, tell, version

NAP = 1
COOPERATION = 200
FEWEST = 3
PATIENCE = 10_000


def now():
    return time.perf_counter() * 1000


def set_interval(ms):
    sys.setswitchinterval(ms / 1000)


class Run:
    """Threads that end when they are told to."""

    def __init__(self):
        self.stop = False
        self.threads = []

    def start(self, work, *args):
        thread = threading.Thread(target=work, args=[self, *args])
        self.threads.append(thread)
        thread.start()

    def end(self):
        self.stop = True
        for thread in self.threads:
            thread.join()


def elapse(ms, is_enough):
    """Lets ms pass, and as much more as is needed for samples enough."""
    end = now() + PATIENCE
    time.sleep(ms / 1000)
    while not is_enough() and now() < end:
        time.sleep(0.005)


# What threads do


def burn(run, turns=None):
    count = 0
    while not run.stop:
        count += 1
    if turns is not None:
        turns.append(count)


def cooperate(run):
    count = 0
    while not run.stop:
        count += 1
        if count % COOPERATION == 0:
            time.sleep(0)


def call_native(run, lengths, n):
    while not run.stop:
        lengths.append(time_of_call(n))


def probe(run, overshoots):
    while not run.stop:
        start = now()
        time.sleep(NAP / 1000)
        overshoots.append(now() - start - NAP)


def take_slices(run, last, slices, work, me):
    """Whoever finds that another thread ran last notes how long that was."""
    turns = 0
    while not run.stop:
        turns += 1
        if last[0] != me:
            at = now()
            if last[0] is not None:
                slices.append(at - last[1])
            last[0] = me
            last[1] = at
    work.append(turns)


def churn(turns):
    x = 1
    for _ in range(turns):
        x = (x * 1664525 + 1013904223) & 0xFFFFFFFF
    return x


# The laws: each returns samples and answers


def cpu(question):
    turns, tasks = question["turns"], question["tasks"]
    start = now()
    answers = [churn(turns) for _ in range(tasks)]
    serial = now() - start
    speeds = []
    for workers in question["workers"]:
        with ThreadPoolExecutor(workers) as executor:
            warm(executor, workers)
            start = now()
            answers += executor.map(churn, [turns] * tasks)
            speeds.append([serial / (now() - start)])
    # There is no way to have its threads free.
    return speeds + [None] * len(speeds), answers


def io(question):
    workers, tasks, blocking = question["workers"], question["tasks"], question["blocking"]
    with ThreadPoolExecutor(workers) as executor:
        warm(executor, workers)
        start = now()
        list(executor.map(time.sleep, [blocking / 1000] * tasks))
        ms = now() - start
    return [[tasks * blocking / ms]], []


def warm(executor, workers):
    """Starts all workers: each holds one task until the others have theirs."""
    meeting = threading.Barrier(workers)
    for future in [executor.submit(meeting.wait) for _ in range(workers)]:
        future.result()


def overshoots_beside(ms, burners):
    run, overshoots = Run(), []
    try:
        for work, *args in burners:
            run.start(work, *args)
        run.start(probe, overshoots)
        elapse(ms, lambda: len(overshoots) >= FEWEST)
    finally:
        run.end()
    return overshoots


def convoy(question):
    set_interval(question["interval"])
    burner = {"plain": burn, "cooperative": cooperate}[question["burner"]]
    burners = [[burner]] * question["burners"]
    return [overshoots_beside(question["ms"], burners)], []


def slice_lengths(question):
    set_interval(question["interval"])
    burners = question["burners"]
    run, last, slices, work = Run(), [None, 0.0], [], []
    try:
        for me in range(burners):
            run.start(take_slices, last, slices, work, me)
        elapse(question["ms"], lambda: len(slices) >= 2 * burners)
    finally:
        run.end()
    return [slices[burners:], [min(work) / max(work)]], []


def calibrate(ms):
    """The n for which math.factorial(n) takes about that long."""
    n = 10_000
    while min(time_of_call(n), time_of_call(n)) < ms:
        n = int(n * 1.3)
    return n


def time_of_call(n):
    start = now()
    math.factorial(n)
    return now() - start


calibrated = []


def native(question):
    set_interval(question["interval"])
    if not calibrated:
        calibrated.append(calibrate(question["callLength"]))
    lengths = []
    overshoots = overshoots_beside(question["ms"], [[call_native, lengths, calibrated[0]]])
    length = sorted(lengths)[(len(lengths) - 1) // 2]
    return [[overshoot / length for overshoot in overshoots], lengths], []


def change(question):
    set_interval(question["before"])
    run, overshoots = Run(), []
    try:
        run.start(burn)
        run.start(probe, overshoots)
        elapse(question["ms"], lambda: len(overshoots) >= FEWEST)
        changed = len(overshoots)
        set_interval(question["after"])
        elapse(question["ms"], lambda: len(overshoots) > changed + FEWEST)
    finally:
        run.end()
    # The sleep that was under way at the change belongs to neither.
    return [overshoots[:changed], overshoots[changed + 1 :]], []


def speed(burners, interval, ms):
    set_interval(interval)
    run, turns = Run(), []
    start = now()
    try:
        for _ in range(burners):
            run.start(burn, turns)
        time.sleep(ms / 1000)
        elapsed = now() - start
    finally:
        run.end()
    return sum(turns) / elapsed


def switching(question):
    alone = speed(1, 5, question["ms"])
    return [[speed(2, i, question["ms"]) / alone] for i in question["intervals"]], []


LAWS = {
    "cpu": cpu,
    "io": io,
    "convoy": convoy,
    "slice": slice_lengths,
    "cooperative": convoy,
    "native": native,
    "change": change,
    "switching": switching,
}


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
