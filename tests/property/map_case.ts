/**
 * Calls of `map()`, to draw and to shrink, and what each has to give: what `Array.map` gives.
 *
 * Must not know who runs the tasks.
 */

import assert from "node:assert/strict";
import fc from "fast-check";
import type { MapOptions, MapResult } from "../../mod.ts";

/** An input of `map()`. Iterators, async ones too, don't tell their length. */
interface InputPlan {
  readonly kind: "array" | "set" | "iterator" | "async iterator";
  readonly values: readonly number[];
  /** Whether it throws in place of its end; only iterators do. */
  readonly throws: boolean;
}

export interface MapCase {
  readonly inputs: readonly InputPlan[];
  readonly options: Pick<MapOptions, "chunksize" | "buffersize">;
  /** After how many outcomes the caller has enough; never if it is missing. */
  readonly enough?: number;
}

/** What `map()` is once it knows its function. */
export type MapInputs = (...inputsThenOptions: unknown[]) => MapResult<unknown>;

const input: fc.Arbitrary<InputPlan> = fc.record({
  kind: fc.constantFrom("array", "set", "iterator", "async iterator"),
  values: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 12, size: "max" }),
  throws: fc.boolean(),
});

/** Any call of `map()`. */
export const mapCase: fc.Arbitrary<MapCase> = fc.record(
  {
    inputs: fc.array(input, { maxLength: 3, size: "max" }),
    options: fc.record(
      {
        chunksize: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant("auto" as const)),
        buffersize: fc.integer({ min: 1, max: 6 }),
      },
      { requiredKeys: [] },
    ),
    enough: fc.nat({ max: 12 }),
  },
  { requiredKeys: ["inputs", "options"] },
);

/** The function that is mapped, self-contained; it throws in some places. */
export function add(...numbers: number[]): number {
  const sum = numbers.reduce((sum, number) => sum + number);
  if (sum % 4 === 3) throw new RangeError(`not this one: ${numbers}`);
  return sum;
}

const inputError = new Error("no more of this input");

/** One call of `map()`, and its inputs. */
export class MapRun {
  readonly #case: MapCase;
  readonly #pause: () => Promise<unknown>;
  /** How many inputs have begun and neither ended nor been closed. */
  #open = 0;

  /** @param pause what an async input awaits before each value */
  constructor(mapCase: MapCase, pause: () => Promise<unknown> = () => Promise.resolve()) {
    this.#case = mapCase;
    this.#pause = pause;
  }

  get isAsync(): boolean {
    return this.#case.inputs.some(({ kind }) => kind === "async iterator");
  }

  /** Fails unless `map()` gives what `Array.map` gives, errors in their places. */
  async run(map: MapInputs): Promise<void> {
    const { inputs, options, enough = Infinity } = this.#case;
    const { calls, failed } = zipped(inputs);
    let results: MapResult<unknown>;
    try {
      results = map(...inputs.map((plan) => this.#make(plan)), options);
    } catch (error) {
      assert.ok(error === inputError && failed && !this.isAsync, `map() threw ${error}`);
      return;
    }
    const expected = failed
      ? [...this.#inFullChunks(calls).map(outcomeOf), String(inputError)]
      : calls.map(outcomeOf);
    assert.deepEqual(await take(results, enough), expected.slice(0, enough));
    if (expected.length > enough) await results.return();
    assert.deepEqual(await take(results, 1), [], "outcomes after the end");
  }

  /** Fails if an input was left open. */
  checkClosed(): void {
    assert.equal(this.#open, 0, "inputs left open");
  }

  /** Calls are started chunk by chunk; those of one that was not full yet are lost. */
  #inFullChunks(calls: readonly number[][]): readonly number[][] {
    const { chunksize } = this.#case.options;
    // What can throw doesn't tell its length, and so gets no larger chunks by "auto".
    const size = typeof chunksize === "number" ? chunksize : 1;
    return calls.slice(0, calls.length - calls.length % size);
  }

  #make(plan: InputPlan): Iterable<number> | AsyncIterable<number> {
    switch (plan.kind) {
      case "array":
        return plan.values;
      case "set":
        return new Set(plan.values);
      case "iterator":
        return this.#iterate(plan);
      case "async iterator":
        return this.#iterateLater(plan);
    }
  }

  *#iterate({ values, throws }: InputPlan): Generator<number, void> {
    this.#open++;
    try {
      yield* values;
      if (throws) throw inputError;
    } finally {
      this.#open--;
    }
  }

  async *#iterateLater(plan: InputPlan): AsyncGenerator<number, void> {
    for (const value of this.#iterate(plan)) {
      await this.#pause();
      yield value;
    }
  }
}

/** The next outcomes, as many as there are: values, and errors as their text. */
async function take(results: MapResult<unknown>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  while (taken.length < count) {
    try {
      const { done, value } = await results.next();
      if (done) break;
      taken.push(value);
    } catch (error) {
      taken.push(String(error));
    }
  }
  return taken;
}

/** The calls that inputs make: round by round, until one ends or throws. */
function zipped(inputs: readonly InputPlan[]): { calls: number[][]; failed: boolean } {
  const calls: number[][] = [];
  for (let round = 0; inputs.length > 0; round++) {
    const ended = inputs.find(({ values }) => round === values.length);
    if (ended) return { calls, failed: ended.throws && ended.kind.endsWith("iterator") };
    calls.push(inputs.map(({ values }) => values[round]!));
  }
  return { calls, failed: false };
}

function outcomeOf(call: number[]): unknown {
  try {
    return add(...call);
  } catch (error) {
    return String(error);
  }
}
