/** The ways of others: CPython, GMP in C, and GMP compiled to WASM. */

import { type Digest, digestOf } from "../contrast/answers.ts";
import { packageOf } from "../peers/package_of.ts";
import type { Respondent } from "../respondent.ts";
import type { Run, Task, Way } from "./work.ts";

/** What the programs answer: times by their own clocks, and the last answer in short. */
interface Reply {
  readonly ms: number;
  readonly answer: Digest;
}

/** A program that is asked: `python/kernels.py` or `native/kernels.c`. */
export interface Program {
  /** Of its row for a task. */
  nameOf(task: Task): string;
  readonly respondent: Respondent;
  /** Whether it can do a task, in a time one can wait for. */
  does(task: Task): boolean;
}

/** A program's way to do a task; `answer` is the right one, a text's the number it tells. */
export function programWay(program: Program, task: Task, answer: bigint): Way {
  const { respondent } = program;
  const right = String(digestOf(answer));
  return {
    name: program.nameOf(task),
    async run(repeats) {
      const reply = await respondent.ask<Reply>({ ...task, repeats });
      const isRight = String(reply.answer) === right;
      return isRight ? { ms: reply.ms } : { ms: reply.ms, fault: String(reply.answer) };
    },
  };
}

/** What is used of gmp-wasm. */
export interface GmpWasm {
  readonly binding: {
    mpz_t(): number;
    mpz_init(number: number): void;
    mpz_fac_ui(result: number, n: number): void;
    mpz_fdiv_ui(number: number, divisor: number): number;
  };
}

/** Loads gmp-wasm, if it is installed. */
export async function loadGmpWasm(): Promise<GmpWasm> {
  const { init } = await packageOf<{ init(): Promise<GmpWasm> }>("gmp-wasm");
  return await init();
}

/** A prime; what is left of a factorial's quotient by it tells of a wrong one. */
const divisor = 4_294_967_291;

/** Its result stays in its own memory: turning it into a BigInt would be our doing. */
export function gmpWasmWay({ binding }: GmpWasm, { n }: Task, answer: bigint): Way {
  const result = binding.mpz_t();
  binding.mpz_init(result);
  const right = Number(answer % BigInt(divisor));
  return {
    name: "gmp-wasm",
    run(repeats) {
      const start = performance.now();
      for (let i = 0; i < repeats; i++) binding.mpz_fac_ui(result, n);
      const ms = performance.now() - start;
      const residue = binding.mpz_fdiv_ui(result, divisor) >>> 0;
      return Promise.resolve<Run>(residue === right ? { ms } : { ms, fault: `${residue}` });
    },
  };
}
