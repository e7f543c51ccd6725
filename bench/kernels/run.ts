/** A run of the kernels: who takes part, in which order it is measured, what it comes to. */

import { ThreadPoolExecutor } from "../../mod.ts";
import type { Findings, Stage } from "../command.ts";
import { Native } from "../native.ts";
import { versionOf } from "../peers/package_of.ts";
import { startPython } from "../python.ts";
import { runContest } from "../runner.ts";
import { KernelEntry } from "./entry.ts";
import { type GmpWasm, gmpWasmWay, loadGmpWasm, type Program, programWay } from "./other_ways.ts";
import { ownWays } from "./own_ways.ts";
import { chartsOf, tableOf, titleOf } from "./pictures.ts";
import { type KernelResult, resultsOf } from "./result.ts";
import { isSum, type Task, usualSizes, type Way, type WorkName } from "./work.ts";

/** The options of a run, defaults filled in, as `--json` has them. */
export interface KernelsOptions {
  readonly works: readonly WorkName[];
  /** Of every work; null for those usual for each. */
  readonly n: number | null;
  /** Threads of the rows of several. */
  readonly workers: number;
  readonly rounds: number;
  readonly python: boolean;
  readonly gmp: boolean;
}

/** Who takes part besides this runtime. */
interface Others {
  readonly programs: readonly Program[];
  readonly pool: ThreadPoolExecutor;
  readonly gmpWasm: GmpWasm | undefined;
  readonly peers: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** Whether CPython does it in a time and a memory one can spare: its conversions are quadratic. */
function pythonDoes({ work, n }: Task): boolean {
  return work !== "toDecimal" && work !== "parseDecimal" && n <= 10_000_000;
}

/** Runs it, one task after the other. */
export async function runKernels(options: KernelsOptions, stage: Stage): Promise<Findings> {
  const others = await startOthers(options, stage);
  const tasks: KernelResult[][] = [];
  for (const work of options.works) {
    for (const n of options.n === null ? usualSizes(work) : [options.n]) {
      tasks.push(await compare({ work, n }, others, options, stage));
    }
  }
  return {
    peers: others.peers,
    results: tasks.flat(),
    table: tableOf(tasks),
    charts: chartsOf(tasks),
    notes: [
      "First calls are the first of all in this process, or in the other program; those of our " +
      "smallest task compile the core.",
      ...others.notes,
    ],
  };
}

async function startOthers(
  { python, gmp, workers }: KernelsOptions,
  stage: Stage,
): Promise<Others> {
  const pool = new ThreadPoolExecutor(workers);
  stage.open.add({ close: () => pool.shutdown() });
  const programs: Program[] = [];
  const peers: Record<string, string> = {};
  const notes: string[] = [];
  if (python) {
    const program = new URL("../python/kernels.py", import.meta.url);
    const { python: respondent, hello } = await startPython(program, [], stage);
    peers["CPython"] = hello.version;
    programs.push({ nameOf: () => "CPython", respondent, does: pythonDoes });
  }
  if (gmp) {
    stage.progress("compiling the program for GMP");
    const respondent = await Native.start();
    stage.open.add(respondent);
    peers["GMP"] = (await respondent.hello<{ version: string }>()).version;
    programs.push({
      nameOf: ({ work }) => isSum(work) ? "C" : "GMP",
      respondent,
      does: ({ work }) => work !== "fsum" && work !== "sumRange",
    });
  }
  const gmpWasm = await loadGmpWasm().catch((error: Error) => void notes.push(`${error.message}.`));
  if (gmpWasm) {
    peers["gmp-wasm"] = versionOf("gmp-wasm");
    notes.push("What gmp-wasm has computed stays in its memory; all others deliver it.");
  }
  return { programs, pool, gmpWasm: gmpWasm ?? undefined, peers, notes };
}

async function compare(
  task: Task,
  { programs, pool, gmpWasm }: Others,
  { rounds }: KernelsOptions,
  { progress }: Stage,
): Promise<KernelResult[]> {
  const title = titleOf(task);
  progress(`${title}: computing the answer`);
  const { answer, ways } = ownWays(task, pool);
  const number = typeof answer === "bigint" ? answer : BigInt(answer);
  const all: Way[] = [
    ...ways,
    ...(gmpWasm && task.work === "factorial" ? [gmpWasmWay(gmpWasm, task, number)] : []),
    ...programs.filter((one) => one.does(task)).map((one) => programWay(one, task, number)),
  ];
  const entries = all.map((way) => new KernelEntry(way));
  const times = await runContest({ title, entries }, rounds, progress);
  return resultsOf(
    entries.map(({ name, cold }) => ({ ...task, way: name, cold, ms: times.get(name)! })),
  );
}
