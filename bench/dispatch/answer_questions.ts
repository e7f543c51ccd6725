/** The part of a contestant's program that follows its first result. */

import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { Contestant } from "./contestant.ts";
import { measurementOf } from "./measurements.ts";
import type { Question, Reply } from "./protocol.ts";

/** Milliseconds in which a pool may end its workers. */
const patience = 1_000;

/**
 * Answers until `null` comes, then ends the program.
 *
 * Input that ends without it means that whoever asked is gone, perhaps in the middle of a lap.
 */
export async function answerQuestions(contestant: Contestant): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  let isOver = false;
  lines.on("line", (line) => isOver ||= line === "null");
  lines.on("close", () => isOver || process.exit(1));
  for await (const line of lines) {
    const question = JSON.parse(line) as Question | null;
    if (question === null) break;
    const reply = await answer(contestant, question);
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
  await Promise.race([contestant.close(), pause(patience)]);
  process.exit(0);
}

async function answer(contestant: Contestant, question: Question): Promise<Reply> {
  const { measurement, sizes } = question;
  try {
    return { sample: await measurementOf(measurement).lap!(contestant, sizes) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
