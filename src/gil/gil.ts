/** The main side of the lock: makes it, seats workers at it, reads its figures. Never takes it. */

import { UnsupportedError } from "../core/errors.ts";
import { assertOptions } from "../core/options.ts";
import { Atomics, Int32Array, Math, SafeMap, SharedArrayBuffer } from "../core/primordials.ts";
import { Figures } from "./figures.ts";
import { leave } from "./moves.ts";
import { type GilSeat, lookAt, placeOf, seatAt, seatLimit, word, wordCount } from "./protocol.ts";

/** Options of `new Gil()`. */
export interface GilOptions {
  /** How long a worker waits before it asks the holder to let go, in ms; 5 without it. */
  readonly switchInterval?: number;
  /**
   * Whether functions sent as source, and modules of `importTasks()`, get a check in each loop and
   * at each function's entry; true without it.
   */
  readonly instrument?: boolean;
}

/** One worker's figures under a lock. The three times add up to its life so far. */
export interface GilWorkerStats {
  /** The worker's name. */
  readonly name: string;
  /** How long it held the lock, in ms. */
  readonly holdMs: number;
  /** How long it waited for the lock, in ms; forced switching included. */
  readonly waitMs: number;
  /** How long it did neither: without a task, or blocked outside the lock, in ms. */
  readonly outsideMs: number;
  /** How often the lock came to it from another worker. */
  readonly switches: number;
}

/** The figures of a lock since it was made. */
export interface GilStats {
  /** How often the lock went from one worker to another. */
  readonly switches: number;
  /** How often a holder was asked to let go. */
  readonly dropRequests: number;
  /** How often a holder that was asked had to wait for another to take the lock. */
  readonly forcedSwitches: number;
  /** How long the lock was held by all workers together, in ms. */
  readonly holdMs: number;
  /** How long all workers together waited for it, in ms. */
  readonly waitMs: number;
  /** The same by worker, in the order in which they came. */
  readonly workers: readonly GilWorkerStats[];
}

let takeSeat: (gil: Gil, name: string, log?: SharedArrayBuffer) => GilSeat;
let leaveSeat: (gil: Gil, seat: GilSeat) => void;
let nameOf: (gil: Gil, id: number) => string;

/**
 * A global interpreter lock: of the workers under it only one runs at a time, by CPython's protocol.
 *
 * @example
 * ```ts
 * import { Gil, ThreadPoolExecutor } from "@concurrent/futures";
 * import assert from "node:assert/strict";
 *
 * const gil = new Gil({ switchInterval: 1 });
 * await using executor = new ThreadPoolExecutor({ maxWorkers: 2, gil });
 * await executor.submit(Math.sqrt, 9);
 * assert.equal(gil.stats().workers.length, 1);
 * ```
 */
export class Gil {
  readonly #shared: SharedArrayBuffer;
  readonly #words: Int32Array;
  /** By the id of its worker, those that have left included. */
  readonly #seats = new SafeMap<number, GilSeat>();
  /** Which places are taken, of those that the memory has. */
  readonly #places: boolean[] = [];
  #latest = 0;
  /** Whether tasks are made to obey: see `GilOptions`. */
  readonly instrument: boolean;

  /**
   * Makes a lock that nobody holds.
   *
   * @param options the switch interval, in ms, and whether tasks are made to obey
   * @throws {RangeError} for a switch interval that is not above 0
   * @throws {TypeError} for an option that there is not
   * @throws {UnsupportedError} where memory can't be shared
   */
  constructor(options: GilOptions = {}) {
    if (!("SharedArrayBuffer" in globalThis)) {
      throw new UnsupportedError(
        "Cannot make a Gil: SharedArrayBuffer is missing; a page has it when it is " +
          "cross-origin isolated (headers COOP: same-origin and COEP: require-corp)",
      );
    }
    assertOptions("Gil", options, { switchInterval: true, instrument: true });
    this.#shared = new SharedArrayBuffer(wordCount * Int32Array.BYTES_PER_ELEMENT);
    this.#words = new Int32Array(this.#shared);
    this.switchInterval = options.switchInterval ?? 5;
    this.instrument = options.instrument ?? true;
  }

  /**
   * How long a worker waits before it asks the holder to let go, in ms; may be changed at any time.
   *
   * @throws {RangeError} (on setting) for a value that is not above 0
   */
  get switchInterval(): number {
    return Atomics.load(this.#words, word.intervalUs) / 1000;
  }

  set switchInterval(ms: number) {
    if (!(ms > 0 && ms <= longestInterval)) {
      throw new RangeError(`switch interval must be strictly positive: ${ms}`);
    }
    Atomics.store(this.#words, word.intervalUs, Math.max(1, Math.round(ms * 1000)));
  }

  /**
   * Reads the lock's figures.
   *
   * @returns the figures up to now, what lasts on included
   */
  stats(): GilStats {
    const workers: GilWorkerStats[] = [];
    this.#seats.forEach(({ name, figures }) => {
      workers.push({ name, ...new Figures(figures).read() });
    });
    return {
      switches: Atomics.load(this.#words, word.switches),
      dropRequests: Atomics.load(this.#words, word.dropRequests),
      forcedSwitches: Atomics.load(this.#words, word.forcedSwitches),
      holdMs: workers.reduce((sum, worker) => sum + worker.holdMs, 0),
      waitMs: workers.reduce((sum, worker) => sum + worker.waitMs, 0),
      workers,
    };
  }

  /**
   * The next id whose place is free. The place that was left last is taken last: its worker may still
   * run for a while, and looks there.
   */
  #takePlace(): number {
    for (let tried = 0; tried < seatLimit; tried++) {
      const id = ++this.#latest;
      if (this.#places[placeOf(id)]) continue;
      this.#places[placeOf(id)] = true;
      return id;
    }
    throw new RangeError(`Cannot seat more than ${seatLimit} workers at a Gil at a time`);
  }

  static {
    takeSeat = (gil, name, log) => {
      const id = gil.#takePlace();
      const memory = { words: gil.#shared, look: lookAt(id), figures: Figures.make() };
      const seat = { id, name, ...memory, ...(log && { log }) };
      gil.#seats.set(id, seat);
      Atomics.store(gil.#words, seatAt(id), id);
      return seat;
    };
    leaveSeat = (gil, { id, figures }) => {
      new Figures(figures).end();
      gil.#places[placeOf(id)] = false;
      leave(gil.#words, id);
    };
    nameOf = (gil, id) => gil.#seats.get(id)?.name ?? "";
  }
}

/** The longest switch interval, in ms: its word counts microseconds. */
const longestInterval = (2 ** 31 - 1) / 1000;

export { leaveSeat, nameOf, takeSeat };
