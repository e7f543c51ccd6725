/**
 * The order in which entries do their laps: in turns, so that what else the machine does hits all
 * alike. Must not know what a lap is.
 */

/** Who takes turns. */
export interface TurnTaker {
  readonly name: string;
  /** Whether the next lap counts, after so many. */
  isWarm(laps: number): boolean;
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
  const areCold = (laps: number) => entries.filter((entry) => !entry.isWarm(laps));
  for (let laps = 0, cold = areCold(0); cold.length > 0; cold = areCold(++laps)) {
    for (const entry of cold) {
      yield { entry, counts: false, title: `${title}: warming up, ${entry.name}` };
    }
  }
}

/** The same in the same order, but another one first each round. */
function rotated<E>(entries: readonly E[], round: number): E[] {
  const first = round % entries.length;
  return [...entries.slice(first), ...entries.slice(0, first)];
}
