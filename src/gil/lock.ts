/**
 * The worker's half of the lock: CPython's take_gil and drop_gil over shared memory.
 *
 * Blocks its thread, so it belongs in workers only. README.md has the protocol and why each wait
 * has a bound: a worker may be terminated at any point of it.
 */

import { now, sharedTime } from "../core/clock.ts";
import { Atomics, Int32Array } from "../core/primordials.ts";
import { ended, endIfStopped, type LockPulse, type WorkerLock } from "../core/realm.ts";
import { afterTurn } from "../core/turn.ts";
import { Figures, type Standing, standing } from "./figures.ts";
import { type Happening, happening, Log } from "./log.ts";
import { isIndexed } from "./indexed.ts";
import {
  ask,
  beginTurn,
  follow,
  isAsked,
  isSeated,
  leave,
  letGo,
  ownerToAwait,
  seize,
} from "./moves.ts";
import { type GilSeat, word } from "./protocol.ts";

/** No turn's number: turns count from 1, so no drop request can be meant for it. */
const notHolding = -1;

/**
 * How long every second worker that has asked stays awake for the answer, in ms.
 *
 * In CPython too who asked is awake when the holder lets go, and often gets the lock before those who
 * sleep. If it never did, sleepers beside two burners waited a tenth of CPython's time; if it always
 * did, two burners kept the lock between them, and a third starved.
 */
const alertMs = 0.02;

/** Tries within that, at most: some times what it has room for, should the clock stand still. */
const tries = 4096;

/** One worker's lock. */
export class Lock implements WorkerLock {
  readonly #me: number;
  readonly #words: Int32Array;
  readonly #look: number;
  readonly #figures: Figures;
  readonly #log: Log | undefined;
  readonly #isLogged: () => void;
  readonly pulse: LockPulse;
  #turn = notHolding;
  /** Counts the beginnings and ends of tasks: what one has released another must not take back. */
  #task = 0;
  /** Whether the lock is held until the task ends, and not only in turns in which code runs. */
  #isKept = false;
  #isDropDue = false;
  #isOutside = true;

  /** @param isLogged called when the log should be read */
  constructor(seat: GilSeat, isLogged: () => void = () => {}) {
    this.#me = seat.id;
    this.#words = new Int32Array(seat.words);
    this.#look = seat.look;
    this.#figures = new Figures(seat.figures);
    this.#log = seat.log && new Log(seat.log);
    this.#isLogged = isLogged;
    this.pulse = {
      look: this.#words.subarray(seat.look, seat.look + 1),
      // Compilers don't look into a proxy's call; put into a loop, the check made it twice as slow.
      check: new Proxy(() => this.checkpoint(), {}),
      resume: (value) => (this.checkpoint(), value),
      isIndexed,
    };
    this.#goOutside();
  }

  enter(): void {
    this.#task++;
    this.#isKept = true;
    this.#take();
  }

  leave(): void {
    this.#task++;
    this.#isKept = false;
    this.#drop();
    // Also if it had released the lock: what it left behind has to take it.
    this.#goOutside();
  }

  suspend(): void {
    this.#isKept = false;
    this.#dropAfterTurn();
  }

  checkpoint(): void {
    endIfStopped();
    if (Atomics.load(this.#words, this.#look) === 0) return;
    if (this.#isOutside) return this.#takeForTurn();
    // First: who asks from here on puts it up again.
    Atomics.store(this.#words, this.#look, 0);
    this.#endIfLeft();
    if (!this.#isHolding || !isAsked(this.#words, this.#turn)) return;
    this.#drop();
    this.#take();
  }

  release(): () => void {
    if (!this.#isHolding) return () => {};
    const task = this.#task;
    this.#drop();
    this.#comeInside();
    return () => {
      if (this.#task === task) this.#takeForTurn();
    };
  }

  /** From here on this worker must take the lock before it runs on. */
  #goOutside(): void {
    this.#isOutside = true;
    Atomics.store(this.#words, this.#look, 1);
  }

  #comeInside(): void {
    this.#isOutside = false;
    Atomics.store(this.#words, this.#look, 0);
  }

  get #isHolding(): boolean {
    return this.#turn !== notHolding;
  }

  get #interval(): number {
    return Atomics.load(this.#words, word.intervalUs) / 1000;
  }

  /** Takes the lock for code that the event loop called, and no longer than it runs. */
  #takeForTurn(): void {
    this.#take();
    if (!this.#isKept) this.#dropAfterTurn();
  }

  #dropAfterTurn(): void {
    if (this.#isDropDue) return;
    this.#isDropDue = true;
    afterTurn(() => {
      this.#isDropDue = false;
      if (!this.#isKept) this.#drop();
    });
  }

  #take(): void {
    if (this.#isHolding) return;
    if (!seize(this.#words, this.#me)) this.#wait();
    this.#turn = beginTurn(this.#words, this.#me);
    this.#isOutside = false;
    this.#endIfLeft();
    if (follow(this.#words, this.#me)) this.#figures.switched();
    this.#stand(standing.holding, happening.holding);
  }

  /**
   * Ends what a worker runs that has lost its seat, as a busy thread may that lives on. Its look is
   * put up when it has lost it: who puts that down comes here next.
   */
  #endIfLeft(): void {
    if (isSeated(this.#words, this.#me)) return;
    this.#turn = notHolding;
    leave(this.#words, this.#me);
    throw ended();
  }

  #wait(): void {
    this.#stand(standing.waiting, happening.waiting);
    do {
      endIfStopped();
      this.#endIfLeft();
      if (this.#awaitRelease() && this.#seizeSoon()) return;
    } while (!seize(this.#words, this.#me));
  }

  /** Gets the lock the moment it is free; gives up soon. */
  #seizeSoon(): boolean {
    const end = now() + alertMs;
    for (let tried = 0; tried < tries; tried++) {
      if (seize(this.#words, this.#me)) return true;
      if (now() >= end) break;
    }
    return false;
  }

  /**
   * Sleeps until the owner lets go; asks it to after a full interval without any switch.
   *
   * @returns whether it asked and is to be the one who gets the lock
   */
  #awaitRelease(): boolean {
    const words = this.#words;
    const owner = ownerToAwait(words);
    if (owner === 0) return false;
    const switches = Atomics.load(words, word.switches);
    if (Atomics.wait(words, word.owner, owner, this.#interval) !== "timed-out") return false;
    if (Atomics.load(words, word.switches) !== switches) return false;
    const asked = ask(words);
    if (asked === 0) return false;
    const earlier = Atomics.add(words, word.dropRequests, 1);
    if (this.#log) this.#write(happening.dropRequest, sharedTime(), asked);
    return earlier % 2 === 0;
  }

  #drop(): void {
    if (!this.#isHolding) return;
    const words = this.#words;
    const isSwitch = isAsked(words, this.#turn);
    this.#turn = notHolding;
    this.#goOutside();
    if (isSwitch) this.#stand(standing.waiting, happening.forcedSwitch);
    else this.#stand(standing.outside, happening.outside);
    if (!letGo(words, this.#me) || !isSwitch) return;
    this.#awaitSwitch();
    this.#stand(standing.outside, happening.outside);
  }

  /** Forced switching: goes on only when another worker took the lock, or nobody came. */
  #awaitSwitch(): void {
    Atomics.add(this.#words, word.forcedSwitches, 1);
    const end = now() + 2 * this.#interval;
    while (Atomics.load(this.#words, word.last) === this.#me) {
      const left = end - now();
      // Also where the clock says less than has passed.
      if (left <= 0 || Atomics.wait(this.#words, word.last, this.#me, left) === "timed-out") return;
    }
  }

  #stand(where: Standing, what: Happening): void {
    const at = sharedTime();
    this.#figures.move(where, at);
    if (this.#log) this.#write(what, at);
  }

  #write(what: Happening, at: number, other?: number): void {
    if (this.#log!.write(what, at, other)) this.#isLogged();
  }
}
