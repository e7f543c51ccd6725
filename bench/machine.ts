/** Where and with what a run is made: this package, the runtime, the machine. */

import os from "node:os";
import process from "node:process";
import config from "../deno.json" with { type: "json" };

/** The runtime. */
export interface RuntimeInfo {
  readonly name: "Deno" | "Bun" | "Node";
  readonly version: string;
  /** The JavaScript engine and its version. */
  readonly engine: string;
}

/** The machine. */
export interface MachineInfo {
  readonly cpu: string;
  /** How many threads can run at once. */
  readonly cpus: number;
  readonly os: string;
  readonly arch: string;
  /** How many threads wanted to run in the last minute, on average; 0 on Windows. */
  readonly load: number;
}

/** This package's version. */
export const version: string = config.version;

/** What runs this program. */
export function runtimeInfo(): RuntimeInfo {
  const { deno, bun, node, v8, webkit } = process.versions as Record<string, string | undefined>;
  const onV8 = `V8 ${v8?.split("-")[0]}`;
  if (bun) return { name: "Bun", version: bun, engine: `JavaScriptCore ${webkit?.slice(0, 8)}` };
  if (deno) return { name: "Deno", version: deno, engine: onV8 };
  return { name: "Node", version: node ?? "", engine: onV8 };
}

/** What it runs on. */
export function machineInfo(): MachineInfo {
  return {
    cpu: os.cpus()[0]?.model.replaceAll(/\s+/g, " ").trim() || "unknown CPU",
    cpus: os.availableParallelism(),
    os: os.platform(),
    arch: os.arch(),
    load: Math.round(os.loadavg()[0]! * 100) / 100,
  };
}

/** Both in one line. */
export function whereabouts(runtime: RuntimeInfo, machine: MachineInfo): string {
  return [
    `${runtime.name} ${runtime.version} (${runtime.engine})`,
    `${machine.os} ${machine.arch}`,
    `${machine.cpus} × ${machine.cpu}`,
    `load ${machine.load.toFixed(2)}`,
  ].join(" · ");
}
