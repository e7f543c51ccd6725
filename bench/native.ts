/** GMP beside this runtime: `native/kernels.c`, compiled by the C compiler that is there. */

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UsageError } from "./flags.ts";
import { Respondent } from "./respondent.ts";

const source = fileURLToPath(new URL("./native/kernels.c", import.meta.url));

/** The program, in a folder that is gone when it is closed. */
export class Native extends Respondent {
  readonly #folder: string;

  private constructor(folder: string, command: string) {
    super({ name: "GMP", command, args: [] });
    this.#folder = folder;
  }

  /**
   * Compiles and starts it.
   *
   * @throws {UsageError} if there is no C compiler, or no GMP
   */
  static async start(): Promise<Native> {
    const folder = await mkdtemp(path.join(os.tmpdir(), "futures-bench-"));
    const program = path.join(folder, "kernels");
    try {
      await compile(program);
      return new Native(folder, program);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#remove();
  }

  override async kill(): Promise<void> {
    await super.kill();
    await this.#remove();
  }

  #remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}

async function compile(program: string): Promise<void> {
  const compiler = process.env["CC"] ?? "cc";
  try {
    await promisify(execFile)(compiler, ["-O2", source, "-o", program, "-lgmp"]);
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    const reason = code === "ENOENT"
      ? `${compiler} is not on the PATH`
      : stderr.split("\n").find((line) => /error|cannot find/.test(line)) ?? `${compiler} failed`;
    throw new UsageError(`Cannot run --gmp: ${reason}`);
  }
}
