"""The laws of CPython's lock, each a function of a question that returns samples and answers.

Samples are lists in the order of the law's rows, None for a row that CPython does not have.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from gil_threads import (
    FEWEST,
    Run,
    burn,
    calibrate,
    call_native,
    cooperate,
    elapse,
    now,
    overshoots_beside,
    probe,
    take_slices,
    warm,
)


def set_interval(ms):
    sys.setswitchinterval(ms / 1000)


def churn(turns):
    x = 1
    for _ in range(turns):
        x = x * 48271 % 2147483647
    return x


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
