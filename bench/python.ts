/** CPython beside this runtime: a program of `python/`, run by the python3 on the PATH. */

import { fileURLToPath } from "node:url";
import type { Stage } from "./command.ts";
import { UsageError } from "./flags.ts";
import { HasEnded, Respondent } from "./respondent.ts";

/** The first line of each of its programs. */
export interface Hello {
  readonly version: string;
}

/** The program. */
export class Python extends Respondent {
  /**
   * @param program its file
   * @param args its arguments
   */
  constructor(program: URL, args: readonly string[]) {
    super({ name: "python3", command: "python3", args: [fileURLToPath(program), ...args] });
  }

  /**
   * Waits for its first line.
   *
   * @throws {UsageError} if there is no python3
   */
  override async hello<T = Hello>(): Promise<T> {
    try {
      return await super.hello<T>();
    } catch (error) {
      if (!(error instanceof HasEnded) || error.reason !== "ENOENT") throw error;
      throw new UsageError("Cannot run --python: python3 is not on the PATH");
    }
  }
}

/**
 * Starts a program, which the end of the run closes, and waits for its first line.
 *
 * @throws {UsageError} if there is no python3
 */
export async function startPython<H extends Hello>(
  program: URL,
  args: readonly string[],
  { open, progress }: Stage,
): Promise<{ readonly python: Python; readonly hello: H }> {
  progress("starting python3");
  const python = new Python(program, args);
  open.add(python);
  return { python, hello: await python.hello<H>() };
}
