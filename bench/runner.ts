/**
 * Runs entries against each other: in turns, so that what else the machine does hits all alike.
 *
 * Each round every entry does one lap, a different one going first each time. Every lap's answers
 * count, the ones of warming up too: a fast wrong answer is none. Must not know what an entry does.
 */

/** One doing of the work. */
export interface Lap {
  readonly ms: number;
  /** What is wrong with its answers; absent if nothing is. */
  readonly fault?: string | undefined;
}

/** One way to do the work. */
export interface Entry {
  /** Its own: no two entries of a contest share one. */
  readonly name: string;
  /** Laps before the first one that counts. */
  readonly warmUps: number;
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
  await warmUp({ title, entries }, progress);
  const times = new Map(entries.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const entry of rotated(entries, round)) {
      progress(`${title}: round ${round + 1} of ${rounds}, ${entry.name}`);
      times.get(entry.name)!.push(await lapTime(title, entry));
    }
  }
  return times;
}

/** In turns too: while one pool's workers start, the others' are used. */
async function warmUp(
  { title, entries }: Contest,
  progress: (text: string) => void,
): Promise<void> {
  const most = Math.max(...entries.map((entry) => entry.warmUps));
  for (let lap = 0; lap < most; lap++) {
    for (const entry of entries.filter((one) => one.warmUps > lap)) {
      progress(`${title}: warming up, ${entry.name}`);
      await lapTime(title, entry);
    }
  }
}

async function lapTime(title: string, entry: Entry): Promise<number> {
  const { ms, fault } = await entry.lap();
  if (fault === undefined) return ms;
  throw new WrongAnswer(`Cannot go on: wrong answer to ${title} by ${entry.name}: ${fault}`);
}

/** The same in the same order, but another one first each round. */
function rotated(entries: readonly Entry[], round: number): Entry[] {
  const first = round % entries.length;
  return [...entries.slice(first), ...entries.slice(0, first)];
}
