/** A launcher for `map()` whose tasks end in whatever order fast-check chooses. */

import assert from "node:assert/strict";
import type fc from "fast-check";
import { Future } from "../../src/core/future.ts";
import { type ChunkResult, type Launcher, launchMap, type MapResult } from "../../src/core/map.ts";
import { type Call, type Columns, mapRequest } from "../../src/core/map_inputs.ts";
import { callsOf } from "../fixtures/fake_launcher.ts";
import { add } from "./map_case.ts";

export class ScheduledLauncher implements Launcher<unknown> {
  readonly keep = (argument: unknown): unknown => argument;
  readonly width = 2;
  readonly #scheduler: fc.Scheduler;
  readonly #limit: number;
  #started = 0;
  #inFlight = 0;

  /** @param limit how many tasks may be in flight */
  constructor(scheduler: fc.Scheduler, limit: number) {
    this.#scheduler = scheduler;
    this.#limit = limit;
  }

  map(...rest: unknown[]): MapResult<unknown> {
    return launchMap(this, mapRequest(rest));
  }

  call(args: Call): Future<unknown> {
    return this.#start(() => add(...args as number[]));
  }

  chunk(columns: Columns): Future<ChunkResult<unknown>> {
    return this.#start(() => addEach(callsOf(columns)));
  }

  /** Fails unless every task ends and no more are started. */
  async checkOver(): Promise<void> {
    const started = this.#started;
    await this.#scheduler.waitIdle();
    assert.equal(this.#started, started, "tasks started after the end");
    assert.equal(this.#inFlight, 0, "tasks in flight after the end");
  }

  #start<T>(work: () => T): Future<T> {
    const future = new Future<T>();
    this.#started++;
    assert.ok(++this.#inFlight <= this.#limit, "too many tasks in flight");
    future.addDoneCallback(() => void this.#inFlight--);
    void this.#scheduler.schedule(Promise.resolve(), "task").then(() => settle(future, work));
    return future;
  }
}

function settle<T>(future: Future<T>, work: () => T): void {
  if (future.done()) return;
  try {
    future.setResult(work());
  } catch (error) {
    future.setException(error);
  }
}

function addEach(calls: readonly Call[]): ChunkResult<unknown> {
  const errors = new Map<number, unknown>();
  const values = calls.map((args, position) => {
    try {
      return add(...args as number[]);
    } catch (error) {
      errors.set(position, error);
      return undefined;
    }
  });
  return { values, errors };
}
