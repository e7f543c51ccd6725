/**
 * The pools of a run, under a lock or free, with all their workers started.
 *
 * Must not know what is measured in them.
 */

import { Gil, ThreadPoolExecutor } from "../../mod.ts";
import type { Resource } from "../open_resources.ts";
import { words } from "./memory.ts";
import { tasks } from "./worker_tasks.ts";

/** A pool; without a lock its workers are free. */
export interface Room {
  readonly executor: ThreadPoolExecutor;
  readonly gil?: Gil;
}

/** A pool under a lock of its own. */
export type LockedRoom = Required<Room>;

/** The pools, made when they are first asked for. */
export class Lab implements Resource {
  readonly #rooms = new Map<string, Room>();

  /**
   * Workers under one lock.
   *
   * @param interval the lock's switch interval from now on, in ms
   */
  async locked(workers: number, interval = 5): Promise<LockedRoom> {
    const room = await this.#room(`${workers} locked`, () => {
      const gil = new Gil();
      return { executor: new ThreadPoolExecutor({ maxWorkers: workers, gil }), gil };
    }) as LockedRoom;
    room.gil.switchInterval = interval;
    return room;
  }

  /** Workers without a lock. */
  free(workers: number): Promise<Room> {
    return this.#room(`${workers} free`, () => ({ executor: new ThreadPoolExecutor(workers) }));
  }

  /** Workers whose executor records, under a lock or not; what it records is dropped. */
  recorded(workers: number, isLocked: boolean): Promise<Room> {
    return this.#room(`${workers} recorded ${isLocked}`, () => ({
      executor: new ThreadPoolExecutor({ maxWorkers: workers, gil: isLocked, trace: () => {} }),
    }));
  }

  /** Ends all workers; there may be new ones. */
  async close(): Promise<void> {
    const rooms = [...this.#rooms.values()];
    this.#rooms.clear();
    await Promise.all(rooms.map(({ executor }) => executor.shutdown()));
  }

  async #room(key: string, open: () => Room): Promise<Room> {
    const known = this.#rooms.get(key);
    if (known) return known;
    const room = open();
    this.#rooms.set(key, room);
    await assemble(room.executor);
    return room;
  }
}

/** Starts all workers: none gets out before the last one is in. */
export async function assemble(executor: ThreadPoolExecutor): Promise<void> {
  const count = executor.maxWorkers;
  const present = words(1);
  await Promise.all(
    Array.from({ length: count }, () => executor.submit(tasks.meet, present, count)),
  );
}
