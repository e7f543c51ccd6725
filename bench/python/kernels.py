"""CPython's rows of `futures-bench kernels --python`.

Says hello with its version, then answers questions, a line of JSON each:

    {"work": "factorial", "n": 1000, "repeats": 5}
    {"ms": 0.125, "answer": [8530, "1234"]}

The answer is told by its length in bits and its residue, worked out when the clock has stopped.
conversation.py tells how it ends.
"""

import math
import time

from conversation import lead_group, listen, tell, version

MODULUS = 2**61 - 1


def operation(work, n):
    """The work as a function without arguments."""
    if work == "factorial":
        return lambda: math.factorial(n)
    if work == "multiply":
        value = math.factorial(n)
        other = value + 1
        return lambda: value * other
    if work == "sumRange":
        return lambda: sum(range(n))
    values = [i % 1024 if work == "sumInt32" else float(i % 1024) for i in range(n)]
    return (lambda: math.fsum(values)) if work == "fsum" else (lambda: sum(values))


def main():
    lead_group()
    questions = listen()
    tell({"version": version()})
    for question in questions:
        run = operation(question["work"], question["n"])
        start = time.perf_counter()
        for _ in range(question["repeats"]):
            answer = run()
        ms = (time.perf_counter() - start) * 1000
        answer = int(answer)
        tell({"ms": ms, "answer": [answer.bit_length(), str(answer % MODULUS)]})


if __name__ == "__main__":
    main()
