/** The rules that a pool keeps whenever nothing is under way, told of a `PoolModel`. */

import assert from "node:assert/strict";
import type { PoolModel } from "./pool_model.ts";
import type { Script } from "./pool_script.ts";

/** Fails unless the pool has as many workers as it should, and gave each what it may be given. */
export function checkRules(model: PoolModel, options: Script["options"]): void {
  checkWorkers(model, options.maxTasksPerChild ?? Infinity);
  checkNumberOfWorkers(model, options.maxWorkers);
  checkOrder(model);
}

function checkWorkers(model: PoolModel, quota: number): void {
  for (const worker of model.workers) {
    const { stage, fake: { log, tasks } } = worker;
    assert.ok(model.unanswered(worker).length <= 1, "a worker was sent two tasks at a time");
    assert.ok(tasks.length <= quota, "a worker was sent more tasks than it may run");
    if (stage === "started" || stage === "online") assert.equal(tasks.length, 0, "sent too early");
    const end = log.findIndex((what) => what === "exit" || what === "terminate");
    if (end >= 0) assert.ok(!log.slice(end).includes("task"), "sent after the end");
    if (stage === "started") assert.ok(!log.includes("terminate"), "terminated before online");
  }
}

/** Enough of them, and none without need. */
function checkNumberOfWorkers(model: PoolModel, maxWorkers: number): void {
  const { alive, pending, tasks, workers } = model;
  assert.ok(alive.length <= maxWorkers, "more workers than there may be");
  assert.ok(workers.length <= tasks.length, "more workers than tasks");
  const starting = alive.filter(({ stage }) => stage === "started" || stage === "online");
  const enough = alive.length === maxWorkers || starting.length >= pending.length;
  assert.ok(enough, "too few workers for the tasks that wait");
  const idle = alive.filter((worker) =>
    worker.stage === "ready" && !model.isAskedToEnd(worker) && model.unanswered(worker).length === 0
  );
  assert.ok(idle.length === 0 || pending.length === 0, "a worker is idle while tasks wait");
}

/** Tasks begin in the order in which they were submitted. */
function checkOrder(model: PoolModel): void {
  const [oldest] = model.pending;
  if (!oldest) return;
  const overtakers = model.tasks.slice(oldest.number).filter((task) => model.wasSent(task));
  assert.deepEqual(
    overtakers.map(({ number }) => number),
    [],
    `task ${oldest.number} was overtaken`,
  );
}
