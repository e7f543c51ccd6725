"""What threads do while the laws of CPython's lock are measured, and who ends them.

Must not know which law is measured.
"""

import math
import threading
import time

NAP = 1
COOPERATION = 200
FEWEST = 3
TRIALS = 5
PATIENCE = 10_000


def now():
    """Milliseconds by a clock that all threads share."""
    return time.perf_counter() * 1000


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


def time_of_call(n):
    start = now()
    math.factorial(n)
    return now() - start


def call_native(run, lengths, n):
    while not run.stop:
        lengths.append(time_of_call(n))


def probe(run, overshoots):
    while True:
        start = now()
        time.sleep(NAP / 1000)
        overshoot = now() - start - NAP
        # The burners may have ended during the last sleep.
        if run.stop:
            return
        overshoots.append(overshoot)


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


def calibrate(ms):
    """The n for which math.factorial(n) takes that long, even where nothing disturbs."""
    n = 10_000
    while not all(time_of_call(n) >= ms for _ in range(TRIALS)):
        n = int(n * 1.2)
    return n


def warm(executor, workers):
    """Starts all workers: each holds one task until the others have theirs."""
    meeting = threading.Barrier(workers)
    for future in [executor.submit(meeting.wait) for _ in range(workers)]:
        future.result()
