/** Composition: workers that have a seat at a lock, and what makes their tasks obey it. */

import { inflated } from "./adapters/inflate.ts";
import { outside } from "./core/async_context.ts";
import { bytesOf } from "./core/base64.ts";
import { now, ownTime } from "./core/clock.ts";
import { Object, then } from "./core/primordials.ts";
import type { TraceEvent } from "./core/trace.ts";
import { Gil, type GilOptions, leaveSeat, nameOf, takeSeat } from "./gil/gil.ts";
import { type Happening, happening, Log } from "./gil/log.ts";
import type { Recorder } from "./pool/recorder.ts";
import type { SpawnWorker, WorkerHandle } from "./pool/worker_handle.ts";
import type { TextMessage } from "./wire/messages.ts";

/**
 * The lock that an executor's option means.
 *
 * @throws {TypeError} for what is no such option
 * @throws {RangeError} for a switch interval that is not above 0
 * @throws {UnsupportedError} where memory can't be shared
 */
export function gilOf(option: boolean | Gil | GilOptions | undefined): Gil | undefined {
  if (option === undefined || option === false) return undefined;
  if (option === true) return new Gil();
  if (option instanceof Gil) return option;
  const isPlain = typeof option === "object" && option !== null &&
    Object.getPrototypeOf(option) === Object.prototype;
  if (isPlain) return new Gil(option);
  throw new TypeError(`gil must be a boolean, a Gil or its options: ${String(option)}`);
}

/** Gives each worker a seat at the lock before anything else, and frees the lock when it ends. */
export function underLock(
  spawn: SpawnWorker,
  gil: Gil,
  recorder: Recorder | undefined,
): SpawnWorker {
  const { instrument } = gil;
  const lock = outside(() => load("lock", lockProgram));
  const instrumenter = instrument
    ? outside(() => load("instrumenter", instrumenterProgram))
    : undefined;
  return (name, events) => {
    const log = recorder && Log.make();
    const seat = takeSeat(gil, name, log);
    let worker: WorkerHandle;
    try {
      worker = spawn(name, {
        ...events,
        exit(reason) {
          leaveSeat(gil, seat);
          endLog?.();
          events.exit(reason);
        },
      });
    } catch (error) {
      leaveSeat(gil, seat);
      throw error;
    }
    const endLog = log && followLog(recorder, gil, name, log);
    worker.post({ type: "seat", seat, instrument });
    void then(lock, (message) => worker.post(message));
    if (instrumenter) void then(instrumenter, (message) => worker.post(message));
    return worker;
  };
}

/** Records what a worker logs; the returned function reads it for the last time. */
function followLog(
  recorder: Recorder,
  gil: Gil,
  worker: string,
  log: SharedArrayBuffer,
): () => void {
  const events = new Log(log);
  return recorder.follow(() => {
    events.read((what, time, other) =>
      recorder.record(eventOf(what, ownTime(time), worker, gil, other))
    );
    const count = events.takeLost();
    if (count > 0) recorder.record({ type: "lost", at: now(), worker, count });
  });
}

function eventOf(
  what: Happening,
  at: number,
  worker: string,
  gil: Gil,
  other: number,
): TraceEvent {
  switch (what) {
    case happening.waiting:
      return { type: "waiting", at, worker };
    case happening.holding:
      return { type: "holding", at, worker };
    case happening.outside:
      return { type: "outside", at, worker };
    case happening.dropRequest:
      return { type: "dropRequest", at, worker, holder: nameOf(gil, other) };
    case happening.forcedSwitch:
      return { type: "forcedSwitch", at, worker };
    default:
      return what satisfies never;
  }
}

/** Loads what nobody else needs. */
async function load(
  type: TextMessage["type"],
  programOf: () => Promise<string>,
): Promise<TextMessage> {
  try {
    return { type, program: await programOf() };
  } catch (error) {
    return { type, failure: String(error) };
  }
}

async function lockProgram(): Promise<string> {
  return (await import("./gil/program.gen.ts")).program;
}

async function instrumenterProgram(): Promise<string> {
  const { program } = await import("./instrument/instrumenter.gen.ts");
  return await inflated(bytesOf(program));
}
