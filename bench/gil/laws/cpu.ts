/** CPU-bound tasks under one lock run at the speed of serial code, on any number of workers. */

import os from "node:os";
import { setImmediate as turn } from "node:timers/promises";
import { assertAnswers } from "../answers.ts";
import type { Lab } from "../lab.ts";
import type { Experiment, Law, Samples, Subject } from "../law.ts";
import { timeOf } from "../timing.ts";

const taskCount = 4;

const workerCounts = [1, 2, 4] as const;

/** Turns of a task for each millisecond of a lap; CPython's turns take some 4 times as long. */
const turnsPerMs = 3_000;
const pythonTurnsPerMs = 800;

const locked = workerCounts.map((workers): Subject => speedAt({ workers, lock: "locked" }, 1));
const free = workerCounts.map((workers): Subject =>
  speedAt({ workers, lock: "free" }, Math.min(workers, os.availableParallelism()))
);

const experiment: Experiment = {
  title: `${taskCount} tasks`,
  subjects: [...locked, ...free],
  lap,
  ask(ms) {
    const turns = pythonTurnsPerMs * ms;
    const question = { tasks: taskCount, turns, workers: workerCounts };
    return { question, answer: churn(turns) };
  },
};

/** The law. */
export const cpu: Law = { name: "cpu", experiments: [experiment] };

/**
 * A plain loop, sent as source text: random numbers by Lehmer. CPython's task computes the same. What
 * the checks add to loops whose turns are shorter is a law of its own.
 */
function churn(turns: number): number {
  let x = 1;
  for (let i = 0; i < turns; i++) x = x * 48_271 % 2_147_483_647;
  return x;
}

function speedAt(setting: Subject["setting"], expected: number): Subject {
  return { setting, quantity: "speed, serial = 1", unit: "×", expected, hasTail: false };
}

async function lap(lab: Lab, ms: number): Promise<Samples> {
  const turns = turnsPerMs * ms;
  const answer = churn(turns);
  const work = { work: churn, size: turns, tasks: taskCount, answer };
  const serial = await serialTime(turns, answer);
  const speeds: number[] = [];
  for (const workers of workerCounts) {
    speeds.push(serial / await timeOf(await lab.locked(workers), work));
  }
  for (const workers of workerCounts) {
    speeds.push(serial / await timeOf(await lab.free(workers), work));
  }
  return speeds.map((speed) => [speed]);
}

/** Between tasks, with the clock stopped, the event loop has a turn: Ctrl-C must be seen. */
async function serialTime(turns: number, answer: number): Promise<number> {
  let ms = 0;
  for (let task = 0; task < taskCount; task++) {
    await turn();
    const start = performance.now();
    const result = churn(turns);
    ms += performance.now() - start;
    assertAnswers("serial code", [result], answer);
  }
  return ms;
}
