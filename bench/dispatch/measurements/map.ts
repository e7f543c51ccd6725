/**
 * A map over many inputs, in chunks: items a second.
 *
 * A pool without a map has its chunks made by hand, which is the least a map could cost it. The
 * inputs are there before the clock starts.
 */

import { integer } from "../../render/figures.ts";
import { assertAnswers } from "../assert_answers.ts";
import type { Contestant } from "../contestant.ts";
import type { Measurement } from "../measurement.ts";
import type { Sizes } from "../sizes.ts";

/** The measurement. */
export const map: Measurement = {
  name: "map",
  figures: [
    {
      name: "chunked",
      title: ({ items, chunk }) => `map of ${integer(items)}, ${integer(chunk)} a chunk`,
      unit: "per second",
      better: "more",
    },
    {
      name: "auto",
      title: ({ items }) => `map of ${integer(items)}, chunks "auto"`,
      unit: "per second",
      better: "more",
    },
  ],
  warmUp: "for a time",
  isFresh: false,
  hasPython: true,
  async lap(contestant, sizes) {
    const { map } = contestant;
    if (!map) {
      return { chunked: await rateOf((inputs) => byHand(contestant, inputs, sizes), sizes) };
    }
    const by = (chunksize: number | "auto") =>
      rateOf((inputs) => collected(map(inputs, chunksize)), sizes);
    return { chunked: await by(sizes.chunk), auto: await by("auto") };
  },
};

async function rateOf(
  work: (inputs: readonly number[]) => Promise<readonly number[]>,
  { items }: Sizes,
): Promise<number> {
  const inputs = Array.from({ length: items }, (_, x) => x);
  const start = performance.now();
  const answers = await work(inputs);
  const seconds = (performance.now() - start) / 1000;
  assertAnswers(answers, items, (x) => x + 1);
  return items / seconds;
}

async function collected(results: AsyncIterable<number>): Promise<number[]> {
  const answers: number[] = [];
  for await (const result of results) answers.push(result);
  return answers;
}

async function byHand(
  contestant: Contestant,
  inputs: readonly number[],
  { chunk }: Sizes,
): Promise<number[]> {
  const chunks: PromiseLike<number[]>[] = [];
  for (let start = 0; start < inputs.length; start += chunk) {
    chunks.push(contestant.run("incrementAll", inputs.slice(start, start + chunk)));
  }
  return (await Promise.all(chunks)).flat();
}
