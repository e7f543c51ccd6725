"""CPython's part in `futures-bench dispatch --python`. Usage: dispatch.py WORKERS threads|processes

Says hello with the answer to a first task, then answers questions, a line of JSON each:

    {"measurement": "burst", "sizes": {"tasks": 1000, ...}}
    {"sample": {"rate": 70000.5}}

or {"fault": "what went wrong"}. conversation.py tells how it ends.
"""

import math
import sys
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from conversation import lead_group, listen, tell, version

EXECUTORS = {"threads": ThreadPoolExecutor, "processes": ProcessPoolExecutor}

# Of the tasks of a millisecond, one in so many is done here too.
SERIAL_SHARE = 4

# Seconds that show how many loops there are in a millisecond.
TRIAL = 0.03


def increment(x):
    return x + 1


def spin(loops):
    x = 1
    for _ in range(loops):
        x ^= (x << 13) & 0xFFFFFFFF
        x ^= x >> 17
        x ^= (x << 5) & 0xFFFFFFFF
    return x


def burst(executor, sizes):
    tasks = sizes["tasks"]
    start = time.perf_counter()
    futures = [executor.submit(increment, x) for x in range(tasks)]
    answers = [future.result() for future in futures]
    seconds = time.perf_counter() - start
    check(answers, range(1, tasks + 1))
    return {"rate": tasks / seconds}


def window(executor, sizes):
    tasks = sizes["windowTasks"]
    flying, answers = deque(), []
    start = time.perf_counter()
    for x in range(tasks):
        if len(flying) == sizes["window"]:
            answers.append(flying.popleft().result())
        flying.append(executor.submit(increment, x))
    answers += [future.result() for future in flying]
    seconds = time.perf_counter() - start
    check(answers, range(1, tasks + 1))
    return {"rate": tasks / seconds}


def latency(executor, sizes):
    tasks = sizes["singleTasks"]
    answers, times = [], []
    for x in range(tasks):
        start = time.perf_counter()
        answers.append(executor.submit(increment, x).result())
        times.append((time.perf_counter() - start) * 1e6)
    check(answers, range(1, tasks + 1))
    times.sort()
    return {"p50": quantile(times, 0.5), "p99": quantile(times, 0.99)}


def chunked_map(executor, sizes):
    # Threads don't chunk: each item is a task, and a tenth of them tells the rate as well.
    items = sizes["items"] // (10 if isinstance(executor, ThreadPoolExecutor) else 1)
    start = time.perf_counter()
    answers = list(executor.map(increment, range(items), chunksize=sizes["chunk"]))
    seconds = time.perf_counter() - start
    check(answers, range(1, items + 1))
    return {"chunked": items / seconds}


def cpu(executor, sizes):
    tasks = sizes["spinTasks"]
    loops = loops_of_one_millisecond()
    serial = serial_time(loops, -(-tasks // SERIAL_SHARE))
    start = time.perf_counter()
    futures = [executor.submit(spin, loops) for _ in range(tasks)]
    answers = [future.result() for future in futures]
    each = (time.perf_counter() - start) / tasks
    check(answers, [spin(loops)] * tasks)
    return {"speedup": serial / each}


MEASUREMENTS = {
    "burst": burst,
    "window": window,
    "latency": latency,
    "map": chunked_map,
    "cpu": cpu,
}


def loops_of_one_millisecond():
    loops, seconds = 1024, 0
    while seconds < TRIAL:
        loops *= 2
        seconds = serial_time(loops, 1)
    return max(1, round(loops / seconds / 1000))


def serial_time(loops, tasks):
    """Seconds of one task in this thread."""
    start = time.perf_counter()
    for _ in range(tasks):
        spin(loops)
    return (time.perf_counter() - start) / tasks


def quantile(ordered, share):
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def check(answers, right):
    if answers != list(right):
        raise ValueError(f"wrong answers among {len(answers)}")


def answer(executor, question):
    try:
        return {"sample": MEASUREMENTS[question["measurement"]](executor, question["sizes"])}
    except Exception as error:
        return {"fault": str(error)}


def main(workers, kind):
    lead_group()
    with EXECUTORS[kind](workers) as executor:
        first = executor.submit(increment, 41).result()
        # After it: the processes may be forks, and a fork beside running threads may hang.
        questions = listen()
        tell({"answer": first, "version": version(), "executable": sys.executable})
        for question in questions:
            tell(answer(executor, question))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
