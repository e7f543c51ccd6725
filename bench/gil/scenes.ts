/**
 * What the laws look like: short runs that show one each, to be recorded.
 *
 * A caption tells what to look at; the figures of the run itself stand beside it.
 */

import { setTimeout as pause } from "node:timers/promises";
import type { ThreadPoolExecutor } from "../../mod.ts";
import { burn } from "./burn.ts";
import { sampleList } from "./memory.ts";
import { runUntil } from "./run_until.ts";
import { usualInterval } from "./usual.ts";
import { tasks } from "./worker_tasks.ts";

/** One of them. */
export interface Scene {
  /** What its picture's file is called. */
  readonly name: string;
  readonly title: string;
  /** What one sees, a paragraph each. */
  readonly caption: readonly string[];
  readonly workers: number;
  /** Whether the workers are under a lock. */
  readonly isLocked: boolean;
  /** Finds out, beforehand, what it takes. */
  prepare?(executor: ThreadPoolExecutor): Promise<number>;
  /** Does it, with what was found out. */
  play(executor: ThreadPoolExecutor, found: number): Promise<unknown>;
}

/** Milliseconds that a scene lasts: some twenty slices. */
const length = 100;

/** Milliseconds that each of the tasks which only wait blocks. */
const wait = 20;

/** Milliseconds of a native call, that must be much longer than the interval. */
const nativeCall = 25;

const interval = `${usualInterval} ms`;

/** All scenes, in the order of the page. */
export const scenes: readonly Scene[] = [
  {
    name: "lock",
    title: "Two workers that compute, one lock",
    caption: [
      "Both have a task all the time, but only the one that holds the lock runs. The other waits; " +
      `when it has waited for ${interval} without any switch, it asks (the tick). The holder lets go ` +
      "at its next check and waits until the other one has the lock: a forced switch (the triangle).",
      "So two workers do the work of one, in turns.",
    ],
    workers: 2,
    isLocked: true,
    play: (executor) => untilOver((state) => burners(executor, state, 2)),
  },
  {
    name: "free",
    title: "The same without a lock",
    caption: ["Both run at once, if there are two cpus. Nobody waits, nobody asks."],
    workers: 2,
    isLocked: false,
    play: (executor) => untilOver((state) => burners(executor, state, 2)),
  },
  {
    name: "convoy",
    title: "A sleeper beside a burner: the convoy",
    caption: [
      "One worker computes. The other only sleeps a millisecond, again and again, outside the lock. " +
      `But to go on it needs the lock, so each of its sleeps ends ${interval} late: it waits for a ` +
      "full interval, asks, and gets it. The burner loses nearly nothing: the sleeper gives the lock " +
      "back at once, of its own accord.",
    ],
    workers: 2,
    isLocked: true,
    play: (executor) =>
      untilOver((state) => [...burners(executor, state, 1), probe(executor, state)]),
  },
  {
    name: "cooperative",
    title: "A burner that lets others run by itself",
    caption: [
      "The same, but the burner gives the lock up every now and then, without being asked. The " +
      "sleeper gets it as soon as it wants it, no request is needed, no switch is forced.",
    ],
    workers: 2,
    isLocked: true,
    play: (executor) =>
      untilOver((state) => [executor.submit(tasks.cooperate, state), probe(executor, state)]),
  },
  {
    name: "native",
    title: "One long native call",
    caption: [
      "The burner calls into the engine, where there are no checks. The sleeper asks after " +
      `${interval}, but the holder hears it only when its call is over. The interval has no say.`,
    ],
    workers: 2,
    isLocked: true,
    prepare: (executor) => executor.submit(tasks.calibrate, nativeCall).result(),
    play: (executor, digits) =>
      untilOver((state) => [
        executor.submit(tasks.callNative, state, sampleList(), digits),
        probe(executor, state),
      ]),
  },
  {
    name: "waiting",
    title: "Workers that only wait",
    caption: [
      `Each of twelve tasks blocks for ${wait} ms outside the lock, as I/O does. There is one lock, ` +
      "but nobody needs it while blocked: four workers wait at once, and take a quarter of the time.",
    ],
    workers: 4,
    isLocked: true,
    play: (executor) =>
      Promise.all(Array.from({ length: 12 }, (_, answer) => {
        return executor.submit(tasks.block, wait, answer);
      })),
  },
];

type Start = (state: Int32Array) => readonly PromiseLike<number>[];

function untilOver(start: Start): Promise<number[]> {
  return runUntil(start, () => pause(length));
}

function burners(
  executor: ThreadPoolExecutor,
  state: Int32Array,
  count: number,
): PromiseLike<number>[] {
  return Array.from({ length: count }, () => executor.submit(burn, state));
}

function probe(executor: ThreadPoolExecutor, state: Int32Array): PromiseLike<number> {
  return executor.submit(tasks.probe, state, 1, sampleList());
}
