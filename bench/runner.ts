/**
 * Runs entries against each other, in turns.
 *
 * Every lap's answers count, the ones of warming up too: a fast wrong answer is none. Must not know
 * what an entry does.
 */

import { turns, type TurnTaker } from "./turns.ts";

/** One doing of the work. */
export interface Lap {
  readonly ms: number;
  /** What is wrong with its answers; absent if nothing is. */
  readonly fault?: string | undefined;
}

/** One way to do the work. */
export interface Entry extends TurnTaker {
  /** Its own: no two entries of a contest share one. */
  readonly name: string;
  lap(): Promise<Lap>;
}

/** Entries that do the same work. */
export interface Contest {
  /** The work. */
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** An answer that differs from the one computed beforehand. */
export class WrongAnswer extends Error {
  override readonly name: string = "WrongAnswer";
}

/**
 * Lets the entries do `rounds` laps each.
 *
 * @param progress told before each lap
 * @returns the laps' milliseconds, by the entries' names
 * @throws {WrongAnswer} at the first one
 */
export async function runContest(
  { title, entries }: Contest,
  rounds: number,
  progress: (text: string) => void,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map(entries.map(({ name }): [string, number[]] => [name, []]));
  for (const turn of turns(title, entries, rounds)) {
    progress(turn.title);
    const ms = await lapTime(title, turn.entry);
    if (turn.counts) times.get(turn.entry.name)!.push(ms);
  }
  return times;
}

async function lapTime(title: string, entry: Entry): Promise<number> {
  const { ms, fault } = await entry.lap();
  if (fault === undefined) return ms;
  throw new WrongAnswer(`Cannot go on: wrong answer to ${title} by ${entry.name}: ${fault}`);
}
