/** The workloads that the page offers. */

import type { ThreadPoolExecutor } from "../../mod.ts";
import { burner, cooperator, multiplier, type Role, server, waiter } from "./roles.ts";
import { type Serial, serialCount, serialFactorial, serialWait } from "./serial.ts";

/** A workload. */
export interface Workload {
  /** What its workers do, in a sentence. */
  readonly about: string;
  /** The chart of speeds. */
  readonly chart: string;
  /** Whether one of its workers serves, and computes nothing. */
  readonly isServed: boolean;
  /** What each worker does. */
  crew(workers: number): readonly Role[];
  /** Finds out how long a unit of its work takes serial code. */
  serial(executor: ThreadPoolExecutor): Promise<Serial>;
}

/** The workloads' names, as the page's form has them. */
export type WorkloadName = "count" | "factorial" | "io" | "convoy" | "cooperative";

/** All of them. */
export const workloads: Readonly<Record<WorkloadName, Workload>> = {
  count: {
    about: "Each worker counts in a loop, into which checks are put before it runs.",
    chart: "Speed, serial = 1",
    isServed: false,
    crew: (workers) => all(workers, burner),
    serial: serialCount,
  },
  factorial: {
    about: "Each worker computes factorials, one after another, in WebAssembly that has checks.",
    chart: "Speed, serial = 1",
    isServed: false,
    crew: (workers) => all(workers, multiplier),
    serial: serialFactorial,
  },
  io: {
    about: "Each worker blocks for 20 ms, again and again, as reading from a disk or network does.",
    chart: "Tasks at once",
    isServed: false,
    crew: (workers) => all(workers, waiter),
    serial: serialWait,
  },
  convoy: {
    about: "One worker serves: it sleeps 1 ms, again and again. All the others count.",
    chart: "Speed of counting, serial = 1",
    isServed: true,
    crew: (workers) => [...all(workers - 1, burner), server],
    serial: serialCount,
  },
  cooperative: {
    about: "The same, but those that count let others run by themselves, every few rounds.",
    chart: "Speed of counting, serial = 1",
    isServed: true,
    crew: (workers) => [...all(workers - 1, cooperator), server],
    serial: serialCount,
  },
};

function all(count: number, role: Role): Role[] {
  return Array<Role>(count).fill(role);
}
