/**
 * The order in which entries do their laps: in turns, so that what else the machine does hits all
 * alike. Must not know what a lap is.
 */

/** Who takes turns. */
export interface TurnTaker {
  readonly name: string;
  /** Laps before the first one that counts. */
  readonly warmUps: number;
}

/** One turn. */
export interface Turn<E> {
  readonly entry: E;
  /** Whether its lap counts, or only warms up. */
  readonly counts: boolean;
  /** What is being done, in a few words. */
  readonly title: string;
}

/**
 * All turns: first those of warming up, then `rounds` in which each has one, a different one going
 * first each time.
 *
 * @param title the work
 */
export function* turns<E extends TurnTaker>(
  title: string,
  entries: readonly E[],
  rounds: number,
): Generator<Turn<E>> {
  yield* warmUps(title, entries);
  for (let round = 0; round < rounds; round++) {
    for (const entry of rotated(entries, round)) {
      const told = `${title}: round ${round + 1} of ${rounds}, ${entry.name}`;
      yield { entry, counts: true, title: told };
    }
  }
}

/** In turns too: while one pool's workers start, the others' are used. */
function* warmUps<E extends TurnTaker>(title: string, entries: readonly E[]): Generator<Turn<E>> {
  const most = Math.max(0, ...entries.map((entry) => entry.warmUps));
  for (let lap = 0; lap < most; lap++) {
    for (const entry of entries.filter((one) => one.warmUps > lap)) {
      yield { entry, counts: false, title: `${title}: warming up, ${entry.name}` };
    }
  }
}

/** The same in the same order, but another one first each round. */
function rotated<E>(entries: readonly E[], round: number): E[] {
  const first = round % entries.length;
  return [...entries.slice(first), ...entries.slice(0, first)];
}
