/**
 * The crash matrix: every event in every situation, on one kind of workers. Each future settles
 * with the error that fits, the pool goes on or says why it can't, and nothing is left behind.
 */

import { test } from "node:test";
import type { Kind } from "../fixtures/kinds.ts";
import { scoped, type Use } from "../fixtures/scoped.ts";
import { assertEnding, assertNothingLeft } from "./endings.ts";
import { type CrashEvent, type Ending, eventsOf } from "./events.ts";
import { type Situation, situations, stage } from "./scene.ts";

const outcomes: Readonly<Record<Ending["of"], string>> = {
  pool: "breaks the pool",
  task: "fails its task alone",
  workers: "ends the workers",
};

export function crashMatrix(kind: Kind): void {
  for (const event of eventsOf(kind)) {
    const title = `${kind.name}: ${event.name} ${outcomes[event.ends.of]}`;
    for (const situation of situations) {
      const body = scoped((use) => play(use, kind, event, situation));
      test(`${title}, ${situation.name}`, { skip: event.skip ?? false }, body);
    }
  }
}

async function play(
  use: Use,
  kind: Kind,
  event: CrashEvent,
  situation: Situation,
): Promise<void> {
  const scene = await stage(use, kind, event, situation);
  await assertEnding(scene);
  await scene.executor.shutdown();
  await assertNothingLeft(scene);
}
