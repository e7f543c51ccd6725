"""CPython's rows of `futures-bench contrast --python`. Usage: contrast.py WORKERS

Says hello with its version, then answers questions, a line of JSON each:

    {"variant": "threads", "workload": "sum", "n": 1000, "tasks": 4}
    {"ms": 1.25, "answers": [[19, "499500"], ...]}

Each answer is told by its length in bits and its residue, worked out when the clock has stopped.
conversation.py tells how it ends.
"""

import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from conversation import lead_group, listen, tell, version

MODULUS = 2**61 - 1


def factorial(n):
    """One call of C code, which never gives the GIL up."""
    return math.factorial(n)


def sum_range(n):
    """The same: sum() adds range()'s numbers in C."""
    return sum(range(n))


WORKLOADS = {"factorial": factorial, "sum": sum_range}


def lap(executor, work, n, tasks):
    """Does all tasks once; returns milliseconds and answers."""
    start = time.perf_counter()
    if executor is None:
        answers = [work(n) for _ in range(tasks)]
    else:
        futures = [executor.submit(work, n) for _ in range(tasks)]
        answers = [future.result() for future in futures]
    return (time.perf_counter() - start) * 1000, answers


def digest(answer):
    return answer.bit_length(), str(answer % MODULUS)


def warm(executor, workers):
    """Starts all workers: each holds one task until the others have theirs."""
    for future in [executor.submit(time.sleep, 0.05) for _ in range(workers)]:
        future.result()


def answer_questions(executors, questions):
    for question in questions:
        work = WORKLOADS[question["workload"]]
        executor = executors[question["variant"]]
        ms, answers = lap(executor, work, question["n"], question["tasks"])
        tell({"ms": ms, "answers": [digest(answer) for answer in answers]})


def main(workers):
    lead_group()
    # The processes first: they may be forks, and a fork beside running threads may hang.
    with ProcessPoolExecutor(workers) as processes:
        warm(processes, workers)
        with ThreadPoolExecutor(workers) as threads:
            warm(threads, workers)
            questions = listen()
            tell({"version": version()})
            executors = {"serial": None, "threads": threads, "processes": processes}
            answer_questions(executors, questions)


if __name__ == "__main__":
    main(int(sys.argv[1]))
