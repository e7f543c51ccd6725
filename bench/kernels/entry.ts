/** A way as an entry of a contest: laps of so many repeats that the clock can tell them. */

import type { Entry, Lap } from "../runner.ts";
import type { Way } from "./work.ts";

/** Milliseconds that a lap takes, where a task takes less. */
const lapTime = 10;

/** More repeats are of no use. */
const most = 20_000;

/** Milliseconds of work after which compilers have done what they will do. */
const warmTime = 300;

/** Laps, at least, before one counts. */
const warmLaps = 3;

/** An entry that remembers its first call. */
export class KernelEntry implements Entry {
  readonly name: string;
  readonly #way: Way;
  /** Milliseconds of the first call of all. */
  #cold = NaN;
  /** Of the fastest so far. */
  #best = Infinity;
  #spent = 0;

  constructor(way: Way) {
    this.name = way.name;
    this.#way = way;
  }

  /** Milliseconds of the first call. */
  get cold(): number {
    return this.#cold;
  }

  isWarm(laps: number): boolean {
    const isLong = laps > 0 && this.#best > warmTime;
    return isLong || laps >= warmLaps && this.#spent >= warmTime;
  }

  async lap(): Promise<Lap> {
    const repeats = this.#spent === 0 ? 1 : Math.ceil(Math.min(most, lapTime / this.#best));
    const { ms, fault } = await this.#way.run(repeats);
    if (this.#spent === 0) this.#cold = ms;
    this.#spent += ms;
    this.#best = Math.max(1e-6, Math.min(this.#best, ms / repeats));
    return { ms: ms / repeats, fault };
  }
}
