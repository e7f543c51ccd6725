#!/usr/bin/env node
/**
 * The bench CLI, `futures-bench`: reads the command line, runs one command, shows what it found.
 *
 * Standard output has the findings, standard error the progress and the one line of a failure.
 * A new command is a case in `cases/` and a line in `commands`.
 */

import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import contrast from "./cases/contrast.ts";
import dispatch from "./cases/dispatch.ts";
import gil from "./cases/gil.ts";
import kernels from "./cases/kernels.ts";
import type { Command, Exhibit, Findings, Plan } from "./command.ts";
import { readCommandLine } from "./command_line.ts";
import { file, type Flags, toggle, UsageError } from "./flags.ts";
import { helpText } from "./help.ts";
import { Interruption } from "./interruption.ts";
import { machineInfo, runtimeInfo, version, whereabouts } from "./machine.ts";
import { OpenResources } from "./open_resources.ts";
import { OutputFile } from "./output_file.ts";
import { Progress } from "./progress.ts";
import { findingsText } from "./render/findings.ts";
import { paintFor } from "./render/style.ts";
import type { Report } from "./report.ts";
import { page, traceFile } from "./timeline/mod.ts";

/** The first is the default. */
const commands: readonly Command[] = [contrast, dispatch, gil, kernels];

const common: Flags = {
  json: file("write the results there as JSON too, whole or not at all"),
  help: toggle("show this", "h"),
  version: toggle("show the version"),
};

/** The flags that name a file to write. */
const outputs = ["json", "html", "trace"] as const;
type Output = (typeof outputs)[number];

/** Milliseconds by which a signal may come later than the news of what it did to our children. */
const signalDelay = 100;

/** Milliseconds that children may take to be gone when the run is interrupted. */
const lastMoments = 1_000;

/** A line no longer than this is still easily read. */
const widest = 80;

/**
 * Runs one command line, to its end or to the signal that interrupts it.
 *
 * @param args without the runtime and the program
 * @returns the exit code; above 128 a signal's, and threads may be busy still: exit with it
 */
export async function bench(args: readonly string[]): Promise<number> {
  const interruption = new Interruption();
  const open = new OpenResources();
  const progress = new Progress(process.stderr);
  try {
    return await Promise.race([perform(args, open, progress), interruption.code]);
  } catch (error) {
    const code = await Promise.race([interruption.code, codeOf(error)]);
    progress.clear();
    if (!interruption.hasCome) console.error(messageOf(error));
    return code;
  } finally {
    if (interruption.hasCome) await Promise.race([open.kill(), pause(lastMoments)]);
    else await open.close();
    progress.clear();
    interruption.stop();
  }
}

async function perform(
  args: readonly string[],
  open: OpenResources,
  progress: Progress,
): Promise<number> {
  const { command, values } = readCommandLine(args, commands, common);
  if (values.help) console.log(helpText(commands, common));
  else if (values.version) console.log(version);
  else await run(command, values, open, progress);
  return 0;
}

async function run(
  command: Command,
  values: Readonly<Record<string, unknown>>,
  open: OpenResources,
  progress: Progress,
): Promise<void> {
  const plan = command.plan(values);
  const files = filesOf(values);
  const report = { ...prelude(command), options: plan.options };
  console.log(headOf(plan, report));
  const findings = await plan.run({ open, progress: (text) => progress.show(text) });
  progress.clear();
  show(findings);
  const { peers, results, failure } = findings;
  const where = whereabouts(report.runtime, report.machine);
  files.json?.write(`${JSON.stringify({ ...report, peers, results } satisfies Report, null, 2)}\n`);
  if (findings.exhibit) writeExhibit(findings.exhibit, where, files);
  if (failure !== undefined) throw new Error(failure);
}

/** The files that are to be written, tried before the work is done. */
function filesOf(values: Readonly<Record<string, unknown>>): Partial<Record<Output, OutputFile>> {
  const given = outputs.filter((flag) => values[flag] !== undefined);
  return Object.fromEntries(given.map((flag) => [flag, new OutputFile(flag, `${values[flag]}`)]));
}

function writeExhibit(
  exhibit: Exhibit,
  footer: string,
  { html, trace }: Partial<Record<Output, OutputFile>>,
): void {
  html?.write(page({ ...exhibit, footer }));
  trace?.write(traceFile(
    exhibit.sections.flatMap(({ title, recording }) => recording ? [{ title, recording }] : []),
  ));
}

type Prelude = Omit<Report, "options" | "peers" | "results">;

/** What is known before the run; the load, above all, must be. */
function prelude({ name }: Command): Prelude {
  return {
    version,
    command: name,
    date: new Date().toISOString(),
    runtime: runtimeInfo(),
    machine: machineInfo(),
  };
}

function headOf({ title }: Plan, { command, runtime, machine }: Prelude): string {
  return [
    `futures-bench ${version} ${command}: ${title}`,
    whereabouts(runtime, machine),
    "",
  ].join("\n");
}

function show(findings: Findings): void {
  const { stdout, env } = process;
  const width = Math.min(stdout.columns || widest, widest);
  console.log(findingsText(findings, width, paintFor(stdout, env)));
}

async function codeOf(error: unknown): Promise<number> {
  if (error instanceof UsageError) return 2;
  await pause(signalDelay);
  return 1;
}

/** One line: what lies behind it is of no use to who reads it here. */
function messageOf(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0]!;
}

if (import.meta.main === undefined) {
  // Earlier Nodes would end without a word.
  process.stderr.write("Cannot run on this Node: 22.18 is the oldest that can\n");
  process.exitCode = 1;
} else if (import.meta.main) {
  // A reader that has had enough, as `head` has, is no failure.
  process.stdout.on("error", () => {});
  const code = await bench(process.argv.slice(2));
  if (code > 128) process.exit(code);
  process.exitCode = code;
}
