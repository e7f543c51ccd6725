/**
 * The worker's half of the lock: CPython's take_gil and drop_gil over shared memory.
 *
 * Blocks its thread, so it belongs in workers only. README.md has the protocol and why each wait
 * has a bound: a worker may be terminated at any point of it.
 */

import type { LockPulse, WorkerLock } from "../core/realm.ts";
import { figure, type GilSeat, word } from "./protocol.ts";

/** No turn's number: turns count from 1, so no drop request can be meant for it. */
const notHolding = -1;

/** Turns' numbers wrap here, well before they could be negative. */
const largestTurn = 2 ** 31 - 1;

/** Every so many looks of instrumented code, one is exact. */
const looks = 1024;

/**
 * The check as instrumented code has it, over a pulse named `$gil`.
 *
 * It runs in each turn of each loop, where an atomic load would cost more than most loops' work. The
 * plain load may, by the memory model, see a request late or never; the budget bounds that.
 */
export const inlineCheck: string =
  `(--$gil.budget<0||$gil.words[${word.dropRequest}]===$gil.turn)&&$gil.check()`;

/** One worker's lock. */
export class Lock implements WorkerLock {
  readonly #me: number;
  readonly #words: Int32Array;
  readonly #figures: Float64Array;
  readonly pulse: LockPulse;
  #heldSince = 0;
  /** Counts the beginnings and ends of tasks, so that a promise left behind can't take the lock. */
  #task = 0;

  constructor(seat: GilSeat) {
    this.#me = seat.id;
    this.#words = new Int32Array(seat.words);
    this.#figures = new Float64Array(seat.figures);
    this.pulse = {
      words: this.#words,
      turn: notHolding,
      budget: looks,
      check: () => {
        this.pulse.budget = looks;
        this.checkpoint();
      },
    };
  }

  enter(): void {
    this.#task++;
    this.#take();
  }

  leave(): void {
    this.#task++;
    this.#drop();
  }

  checkpoint(): void {
    if (Atomics.load(this.#words, word.dropRequest) !== this.pulse.turn) return;
    this.#drop();
    this.#take();
  }

  release(): () => void {
    if (!this.#holding) return () => {};
    const task = this.#task;
    this.#drop();
    return () => {
      if (this.#task === task) this.#take();
    };
  }

  get #holding(): boolean {
    return this.pulse.turn !== notHolding;
  }

  get #interval(): number {
    return Atomics.load(this.#words, word.intervalUs) / 1000;
  }

  #take(): void {
    if (this.#holding) return;
    const words = this.#words;
    const asked = performance.now();
    while (Atomics.compareExchange(words, word.owner, 0, this.#me) !== 0) this.#awaitRelease();
    this.pulse.turn = (Atomics.add(words, word.turn, 1) + 1) & largestTurn;
    if (Atomics.exchange(words, word.last, this.#me) !== this.#me) this.#switched();
    this.#heldSince = performance.now();
    this.#count(figure.waitMs, this.#heldSince - asked);
  }

  #switched(): void {
    Atomics.add(this.#words, word.switches, 1);
    Atomics.notify(this.#words, word.last);
    this.#count(figure.switches, 1);
  }

  /** Sleeps until the owner lets go; asks it to after a full interval without any switch. */
  #awaitRelease(): void {
    const words = this.#words;
    const owner = Atomics.load(words, word.owner);
    if (owner === 0) return;
    const switches = Atomics.load(words, word.switches);
    if (Atomics.wait(words, word.owner, owner, this.#interval) !== "timed-out") return;
    if (Atomics.load(words, word.owner) === 0) return;
    if (Atomics.load(words, word.switches) !== switches) return;
    const turn = Atomics.load(words, word.turn) & largestTurn;
    if (Atomics.exchange(words, word.dropRequest, turn) === turn) return;
    Atomics.add(words, word.dropRequests, 1);
  }

  #drop(): void {
    if (!this.#holding) return;
    const words = this.#words;
    const asked = Atomics.load(words, word.dropRequest) === this.pulse.turn;
    this.pulse.turn = notHolding;
    this.#count(figure.holdMs, performance.now() - this.#heldSince);
    Atomics.store(words, word.owner, 0);
    Atomics.notify(words, word.owner, 1);
    if (asked) this.#awaitSwitch();
  }

  /** Forced switching: goes on only when another worker took the lock, or nobody came. */
  #awaitSwitch(): void {
    Atomics.add(this.#words, word.forcedSwitches, 1);
    const end = performance.now() + 2 * this.#interval;
    while (Atomics.load(this.#words, word.last) === this.#me) {
      const left = end - performance.now();
      if (left <= 0) return;
      Atomics.wait(this.#words, word.last, this.#me, left);
    }
  }

  #count(position: number, amount: number): void {
    this.#figures[position] = (this.#figures[position] ?? 0) + amount;
  }
}
