/**
 * A contestant in a process of its own: `program.ts NAME WORKERS`, asked as `protocol.ts` tells.
 *
 * Nothing is loaded before the first result that isn't needed for it: its time is measured.
 */

import process from "node:process";
import type { Contestant } from "./contestant.ts";
import { firstArgument, type Hello } from "./protocol.ts";
import { roster } from "./roster.ts";

async function main([name, workers]: readonly string[]): Promise<void> {
  try {
    const contestant = await start(name!, Number(workers));
    tell({ answer: await contestant.run("increment", firstArgument) });
    const { answerQuestions } = await import("./answer_questions.ts");
    await answerQuestions(contestant);
  } catch (error) {
    tell({ fault: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
  }
}

async function start(name: string, workers: number): Promise<Contestant> {
  const runner = roster.find((one) => one.name === name);
  if (!runner) throw new Error(`Cannot start an unknown contestant: ${name}`);
  return (await runner.load())(workers);
}

function tell(hello: Hello): void {
  process.stdout.write(`${JSON.stringify(hello)}\n`);
}

await main(process.argv.slice(2));
