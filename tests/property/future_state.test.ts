/** A future that is settled by hand goes from state to state as the table says, whatever is done. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CancelledError, Future, type FutureState, InvalidStateError } from "../../mod.ts";

/** What can be done to a future. */
type Action = "cancel" | "setRunningOrNotifyCancel" | "setResult" | "setException";

/** What each action does in each state: it returns something and leads to a state, or throws. */
type Table = Readonly<Record<FutureState, Readonly<Record<Action, Effect>>>>;
type Effect = readonly [returned: unknown, next: FutureState] | typeof InvalidStateError;

const table: Table = {
  PENDING: {
    cancel: [true, "CANCELLED"],
    setRunningOrNotifyCancel: [true, "RUNNING"],
    setResult: [undefined, "FINISHED"],
    setException: [undefined, "FINISHED"],
  },
  RUNNING: {
    cancel: [false, "RUNNING"],
    setRunningOrNotifyCancel: InvalidStateError,
    setResult: [undefined, "FINISHED"],
    setException: [undefined, "FINISHED"],
  },
  CANCELLED: {
    cancel: [true, "CANCELLED"],
    setRunningOrNotifyCancel: [false, "CANCELLED"],
    setResult: InvalidStateError,
    setException: InvalidStateError,
  },
  FINISHED: {
    cancel: [false, "FINISHED"],
    setRunningOrNotifyCancel: InvalidStateError,
    setResult: InvalidStateError,
    setException: InvalidStateError,
  },
};

/** An action, and those of a callback that is added before it. */
interface Step {
  readonly action: Action;
  readonly inCallback: readonly Action[];
}

const action = fc.constantFrom<Action[]>(
  "cancel",
  "setRunningOrNotifyCancel",
  "setResult",
  "setException",
);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ action, inCallback: fc.array(action, { maxLength: 2 }) }),
  { maxLength: 6 },
);

/** A future, and what has to be true of it. */
class FutureRun {
  readonly #future = new Future<string>();
  #state: FutureState = "PENDING";
  /** What settled the future. */
  #outcome: Action | undefined;
  #added = 0;
  readonly #called: number[] = [];
  readonly #failures: unknown[] = [];

  async run(steps: readonly Step[]): Promise<void> {
    for (const { action, inCallback } of steps) {
      this.#listen(inCallback);
      this.#act(action);
    }
    if (this.#failures.length > 0) throw this.#failures[0];
    const expected = this.#outcome ? Array.from({ length: this.#added }, (_, i) => i) : [];
    assert.deepEqual(this.#called, expected, "callbacks");
    if (this.#outcome) await this.#checkOutcome(this.#outcome);
  }

  #act(action: Action): void {
    const effect = table[this.#state][action];
    if (typeof effect === "function") assert.throws(() => this.#do(action), effect);
    else {
      const [returned, next] = effect;
      const settles = next !== this.#state && next !== "RUNNING";
      this.#state = next;
      if (settles) this.#outcome = action;
      assert.equal(this.#do(action), returned, action);
    }
    this.#see();
  }

  #do(action: Action): unknown {
    switch (action) {
      case "setResult":
        return this.#future.setResult("a result");
      case "setException":
        return this.#future.setException(new RangeError("an error"));
      case "cancel":
      case "setRunningOrNotifyCancel":
        return this.#future[action]();
    }
  }

  /** A future would only report what its callbacks throw. */
  #listen(actions: readonly Action[]): void {
    const position = this.#added++;
    this.#future.addDoneCallback(() => {
      this.#called.push(position);
      try {
        this.#see();
        for (const action of actions) this.#act(action);
      } catch (error) {
        this.#failures.push(error);
      }
    });
  }

  #see(): void {
    assert.equal(this.#future.state, this.#state);
    assert.equal(this.#future.cancelled(), this.#state === "CANCELLED");
    assert.equal(this.#future.running(), this.#state === "RUNNING");
    assert.equal(this.#future.done(), this.#outcome !== undefined);
  }

  async #checkOutcome(by: Action): Promise<void> {
    const outcome = await this.#future.result(0).catch((error: Error) => error.constructor);
    const failure = by === "cancel" ? CancelledError : RangeError;
    assert.equal(outcome, by === "setResult" ? "a result" : failure);
  }
}

test("a future keeps to the table of its states, and calls each callback once", async () => {
  const property = fc.asyncProperty(steps, (steps) => new FutureRun().run(steps));
  await fc.assert(property, { numRuns: 1000 });
});
