/** How many workers are started in one turn of the event loop: each start blocks this thread. */

import { outside } from "../core/async_context.ts";
import { clock } from "../core/clock.ts";
import { afterTurn } from "../core/turn.ts";

/** For how long a turn starts workers, in ms; one is started however long it takes. */
const patience = 10;

/** One pool's. Nothing comes later by it: no worker takes a task in the turn that starts it. */
export class StartPace {
  readonly #goOn: () => void;
  /** For how long this turn has started workers, in ms; `undefined`: it has started none. */
  #spent: number | undefined;

  /** @param goOn called in the turn behind each that starts workers */
  constructor(goOn: () => void) {
    this.#goOn = goOn;
  }

  /** Whether this turn may start one more. */
  get hasTime(): boolean {
    return (this.#spent ?? 0) < patience;
  }

  /** Starts one, outside of every caller's context. */
  run(start: () => void): void {
    const begin = clock().now();
    outside(() => {
      if (this.#spent === undefined) afterTurn(() => this.#nextTurn());
      start();
    });
    this.#spent = (this.#spent ?? 0) + clock().now() - begin;
  }

  #nextTurn(): void {
    this.#spent = undefined;
    this.#goOn();
  }
}
