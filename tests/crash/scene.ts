/**
 * The situations of the crash matrix, and how a pool gets into one with an event on its way.
 *
 * Must not know how it ends.
 */

import type { Future, PoolExecutor } from "../../mod.ts";
import { Gate } from "../fixtures/gate.ts";
import type { Kind } from "../fixtures/kinds.ts";
import { RollCall } from "../fixtures/roll_call.ts";
import type { Use } from "../fixtures/scoped.ts";
import * as crashes from "./crash_tasks.ts";
import type { Order } from "./crash_tasks.ts";
import type { CrashEvent } from "./events.ts";

/** What else goes on when something happens. */
export interface Situation {
  readonly name: string;
  /** How many tasks are queued behind the one it happens to. */
  readonly queued: number;
  /** Whether two other workers are busy: one is held at a gate, one is in an endless loop. */
  readonly busy: boolean;
}

export const situations: readonly Situation[] = [
  { name: "with nothing else to do", queued: 0, busy: false },
  { name: "with others queued behind it", queued: 2, busy: false },
  { name: "while the other workers are busy", queued: 0, busy: true },
];

/** A pool to which something happens. */
export interface Scene {
  readonly kind: Kind;
  readonly event: CrashEvent;
  readonly executor: PoolExecutor;
  readonly roll: RollCall;
  readonly gate: Gate;
  /** The task it happens to. */
  readonly hit: Future;
  /** What the other workers do: the held and the endless. */
  readonly busy: readonly Future[];
  readonly queued: readonly Future[];
  /** Stops a thread in its endless loop; processes share no memory. */
  readonly stop: () => void;
}

/** Submits everything; each of the busy workers is at work by then. */
export async function stage(
  use: Use,
  kind: Kind,
  event: CrashEvent,
  situation: Situation,
): Promise<Scene> {
  const roll = use(await RollCall.make());
  roll.reply = "serve" satisfies Order;
  const gate = use(await Gate.make());
  const executor = kind.create({
    maxWorkers: situation.busy ? 3 : 1,
    initializer: crashes.answer,
    initargs: [roll.port],
  });
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const stop = () => void Atomics.store(flag, 0, 1);
  use({ [Symbol.dispose]: stop });
  const busy = situation.busy
    ? await occupyTwo(executor, gate, kind.sharesMemory ? flag : undefined)
    : [];
  roll.reply = event.order ?? "serve";
  const hit = event.submit(executor, gate.port);
  const queued = Array.from(
    { length: situation.queued },
    (_, n) => executor.submit(crashes.identity, n),
  );
  return { kind, event, executor, roll, gate, hit, busy, queued, stop };
}

async function occupyTwo(
  executor: PoolExecutor,
  gate: Gate,
  flag: Int32Array | undefined,
): Promise<Future[]> {
  const busy = [
    executor.submit(crashes.hold, gate.port, "held"),
    executor.submit(crashes.arriveAndLoop, gate.port, flag),
  ];
  await gate.arrived(2);
  return busy;
}
