/** CPython as one of two sides: the same experiments under its own lock. */

import type { Stage } from "../command.ts";
import { type Hello, type Python, startPython } from "../python.ts";
import { assertAnswers } from "./answers.ts";
import type { Experiment, Law, Samples } from "./law.ts";

/** What it says of itself. */
interface GilHello extends Hello {
  /** Whether it has a lock: a free-threaded one has none. */
  readonly gil: boolean;
}

/** What `python/gil.py` answers: samples a subject, and what the tasks have computed. */
interface Reply {
  readonly samples: Samples;
  readonly answers: readonly number[];
}

/** The program. */
export class PythonPeer {
  readonly version: string;
  readonly hasGil: boolean;
  readonly #python: Python;

  private constructor(python: Python, { version, gil }: GilHello) {
    this.#python = python;
    this.version = version;
    this.hasGil = gil;
  }

  /**
   * Starts it.
   *
   * @throws {UsageError} if there is no python3
   */
  static async start(stage: Stage): Promise<PythonPeer> {
    const program = new URL("../python/gil.py", import.meta.url);
    const { python, hello } = await startPython<GilHello>(program, [], stage);
    return new PythonPeer(python, hello);
  }

  /**
   * Has it measure once.
   *
   * @throws {WrongAnswer} if its tasks have not computed what they must
   */
  async lap({ name }: Law, { ask, subjects }: Experiment, ms: number): Promise<Samples> {
    if (ask === undefined) return subjects.map(() => null);
    const { question, answer } = ask(ms);
    const reply = await this.#python.ask<Reply>({ ...question, law: name, ms });
    if (answer !== undefined) assertAnswers("CPython", reply.answers, answer);
    return subjects.map((_, index) => reply.samples[index] ?? null);
  }
}
