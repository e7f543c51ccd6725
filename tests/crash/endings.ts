/** What must be true of every future, the pool and its workers after something has happened. */

import assert from "node:assert/strict";
import process from "node:process";
import type { BrokenExecutor, Future, ProcessPoolExecutor } from "../../mod.ts";
import type { Kind } from "../fixtures/kinds.ts";
import * as crashes from "./crash_tasks.ts";
import type { Ending } from "./events.ts";
import type { Scene } from "./scene.ts";

/** Has it end, and looks at every future and at the pool. */
export function assertEnding(scene: Scene): Promise<void> {
  const { ends } = scene.event;
  switch (ends.of) {
    case "pool":
      return assertPoolBroken(scene, ends);
    case "task":
      return assertTaskFailed(scene, ends);
    case "workers":
      return assertWorkersEnded(scene, ends);
    default:
      return ends satisfies never;
  }
}

/** No worker is left: none is connected, no process exists. */
export async function assertNothingLeft(scene: Scene): Promise<void> {
  const { kind, event, executor, roll, stop } = scene;
  const replaced = event.ends.of === "task" && event.ends.replaces ? 1 : 0;
  assert.equal(roll.pids.length, executor.maxWorkers + replaced);
  // Deno says that a terminated thread is gone, and lets its loop run on: denoland/deno#35657.
  if ("Deno" in globalThis) stop();
  await roll.empty();
  if (kind.sharesMemory) return;
  assert.equal(new Set(roll.pids).size, roll.pids.length);
  for (const pid of roll.pids) assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
}

async function assertPoolBroken(
  scene: Scene,
  { reason, cause }: Ending & { readonly of: "pool" },
): Promise<void> {
  const { kind, event, executor, hit, busy, queued } = scene;
  const why = cause === undefined ? "" : `: RangeError: ${cause}`;
  const text = unusable(`${reason.replace("TASK", event.task)}${why}`, kind);
  const errors = await errorsOf([hit, ...busy, ...queued]);
  const tasks = [
    `${event.order ? "pending" : "running"}: ${event.task}`,
    ...busy.length > 0 ? ["running: hold", "running: arriveAndLoop"] : [],
    ...queued.map(() => "pending: identity"),
  ];
  assert.deepEqual(
    errors.map((error) => said(error, kind).text),
    tasks.map((task) => `${text}; the future was ${task}`),
  );
  const refusals = [
    thrownBy(() => executor.submit(crashes.identity, 1)),
    thrownBy(() => executor.map(crashes.identity, [1])),
  ];
  for (const error of refusals) assert.equal(said(error, kind).text, text);
  const all = [...errors, ...refusals];
  assert.equal(new Set(all).size, all.length);
  for (const error of all) {
    assert.equal(said(error, kind).worker, executor.maxWorkers - 1);
    assertCause(error, cause);
  }
}

function assertCause({ cause }: Error, message: string | undefined): void {
  if (message === undefined) return assert.equal(cause, undefined);
  assert.ok(cause instanceof RangeError);
  assert.equal(cause.message, message);
}

async function assertTaskFailed(
  { kind, executor, gate, hit, busy, queued }: Scene,
  { name, message }: Ending & { readonly of: "task" },
): Promise<void> {
  const [error] = await errorsOf([hit]);
  assert.equal(error!.name, name);
  assert.match(error!.message, message);
  if (name === "DataCloneError") assertExplained(error!);
  assert.deepEqual(await Promise.all(queued), queued.map((_, n) => n));
  assert.equal(await executor.submit(crashes.identity, 4), 4);
  gate.open();
  const [held, endless] = busy;
  if (!held || !endless) return;
  assert.equal(await held, "held");
  assert.equal(endless.state, "RUNNING");
  await errorsOf([executor.submit(crashes.exit, 3)]);
  assert.ok(await endless.exception() instanceof kind.Broken);
}

/** What can't cross a border tells why: the runtime's own error is its cause. */
function assertExplained(error: Error): void {
  assert.ok(error instanceof DOMException);
  const { cause } = error as Error;
  assert.ok(cause instanceof Error);
  assert.ok(cause.message.length > 0 && error.message.includes(cause.message));
}

async function assertWorkersEnded(
  { kind, executor, gate, hit, busy, queued }: Scene,
  { method, signal }: Ending & { readonly of: "workers" },
): Promise<void> {
  const running = [hit, ...busy];
  await gate.arrived(running.length);
  const ended = (executor as ProcessPoolExecutor)[method]();
  assert.ok(queued.every((future) => future.cancelled()));
  const errors = await errorsOf(running);
  const tasks = ["arriveAndLoop", ...busy.length > 0 ? ["hold", "arriveAndLoop"] : []];
  const reasonOf = (task: string) => `WORKER terminated abruptly by ${signal} while it ran ${task}`;
  assert.deepEqual(
    errors.map((error) => said(error, kind).text),
    tasks.map((task) => `${unusable(reasonOf(task), kind)}; the future was running: ${task}`),
  );
  for (const error of errors) assertCause(error, undefined);
  assert.equal(new Set(errors.map((error) => said(error, kind).worker)).size, running.length);
  for (const future of queued) await assert.rejects(future.result(), { name: "CancelledError" });
  const refusal = { name: "ExecutorShutdownError" };
  assert.throws(() => executor.submit(crashes.identity, 1), refusal);
  assert.throws(() => executor.map(crashes.identity, [1]), refusal);
  await ended;
}

/** The words for a pool that was broken for a reason. */
function unusable(reason: string, { name }: Kind): string {
  const word = name === "processes" ? "process" : "thread";
  return `${reason.replace("KIND", word)}, the ${word} pool is not usable anymore`;
}

/** The message of a broken pool's error, and the number of the worker that it names. */
function said(error: Error, { Broken }: Kind): { text: string; worker: number } {
  assert.ok(error instanceof Broken, `${error}`);
  assert.equal(error.name, Broken.name);
  let worker = -1;
  const text = error.message.replace(/\w+PoolExecutor-\d+_(\d+)/, (_, number: string) => {
    worker = Number(number);
    return "WORKER";
  });
  return { text, worker };
}

async function errorsOf(futures: readonly Future[]): Promise<Error[]> {
  return await Promise.all(futures.map((future) => future.exception())) as Error[];
}

function thrownBy(call: () => unknown): BrokenExecutor {
  try {
    call();
  } catch (error) {
    return error as BrokenExecutor;
  }
  return assert.fail("nothing was thrown");
}
