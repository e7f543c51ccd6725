/**
 * Runs the protocol's own text in every interleaving of its atomic instructions.
 *
 * `src/ring/protocol.ts` is read as text and each `Atomics.f(…)` in it becomes a step at which any
 * other thread may go on. States that were seen are not gone into again; a thread's state is what
 * its instructions have answered since its last `checkpoint`.
 */

import { readFileSync } from "node:fs";

/** One atomic instruction, or `wait`, `nap`, `checkpoint` and what else a test makes of it. */
export type Step = readonly [name: string, ...args: number[]];
export type Thread = Generator<Step, void, number>;
/** The protocol's moves as steps; `words` is not theirs to touch. */
export type Moves = Readonly<
  Record<string, (words: null, ...args: number[]) => Generator<Step, number, number>>
>;

/** The constants that the protocol imports, in a size that can be searched. */
export interface Sizes {
  readonly capacity: number;
  readonly none: number;
  readonly pageCount: number;
  readonly field: Readonly<Record<string, number>>;
  readonly word: Readonly<Record<string, number>>;
  readonly lookout: Readonly<Record<string, number>>;
  readonly slotAt: (slot: number) => number;
}

/** Makes the protocol's moves steppable. */
export function movesOf(sizes: Sizes): Moves {
  const file = new URL("../../src/ring/protocol.ts", import.meta.url);
  const text = readFileSync(file, "utf8")
    .replace(/^import .*$/gm, "")
    .replace(/\/\*\*[^]*?\*\/|\/\/.*$/gm, "")
    .replace(/: (Int32Array|number|boolean|void)\b/g, "");
  const exported = [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name!);
  const pure = new Set(["slotOf"]);
  const body = steppable(text).replace(
    /^export function (\w+)/gm,
    (_, name: string) => `function${pure.has(name) ? "" : "*"} ${name}`,
  );
  const names = exported.filter((name) => !pure.has(name));
  return new Function(...Object.keys(sizes), `${body}\nreturn { ${names.join(", ")} };`)(
    ...Object.values(sizes),
  ) as Moves;
}

/** `Atomics.load(words, at)` becomes `(yield ["load", at])`. */
function steppable(text: string): string {
  const call = /Atomics\.(\w+)\(words, /.exec(text);
  if (!call) return text;
  const start = call.index + call[0].length;
  let end = start;
  for (let open = 1; open > 0; end++) open += Number(text[end] === "(") - Number(text[end] === ")");
  const args = text.slice(start, end - 1);
  return `${text.slice(0, call.index)}(yield ["${call[1]}", ${args}])${steppable(text.slice(end))}`;
}

/** What a search looks at. */
export interface Scenario {
  readonly words: number;
  readonly threads: readonly (() => Thread)[];
  /** Takes a step that is no atomic instruction; throws if it must not be. */
  step(words: Int32Array, step: Step): number;
  /** Throws if this is not how all may end, with every thread asleep or done. */
  end(words: Int32Array): void;
}

interface Place {
  /** What its instructions have answered since its last checkpoint. */
  readonly answers: readonly number[];
  /** The word it sleeps on. */
  readonly asleep: number;
  readonly done: boolean;
}

interface State {
  readonly words: Int32Array;
  readonly places: readonly Place[];
}

const awake = -1;

/** Goes through all interleavings; returns how many different states there are. */
export function explore(scenario: Scenario): number {
  const start = {
    words: new Int32Array(scenario.words),
    places: scenario.threads.map(() => ({ answers: [], asleep: awake, done: false })),
  };
  const seen = new Set<string>([keyOf(start)]);
  const open: State[] = [start];
  for (let state = open.pop(); state; state = open.pop()) {
    const next = successors(scenario, state);
    if (next.length === 0) scenario.end(state.words);
    for (const one of next) {
      const key = keyOf(one);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(one);
    }
  }
  return seen.size;
}

function keyOf({ words, places }: State): string {
  return `${words}|${places.map(({ answers, asleep, done }) => `${answers};${asleep};${done}`)}`;
}

function successors(scenario: Scenario, state: State): State[] {
  return state.places.flatMap(({ asleep, done }, thread) =>
    asleep === awake && !done ? advance(scenario, state, thread) : []
  );
}

/** One more atomic instruction of a thread, and what it does by itself after it. */
function advance(scenario: Scenario, state: State, thread: number): State[] {
  return take(scenario, state, thread, nextStep(scenario, state, thread)).map((after) => {
    for (;;) {
      const step = nextStep(scenario, after, thread);
      const isAsleep = after.places[thread]!.asleep !== awake;
      if (!step || isAsleep || atomic.has(step[0])) return after;
      [after] = take(scenario, after, thread, step) as [State];
    }
  });
}

const atomic: ReadonlySet<string> = new Set([
  ...["load", "store", "add", "sub", "and", "exchange", "compareExchange", "wait", "nap", "notify"],
]);

/** What a thread does next; nothing if it has ended. */
function nextStep(scenario: Scenario, { places }: State, thread: number): Step | undefined {
  const running = scenario.threads[thread]!();
  let { value: step, done } = running.next();
  for (const answer of places[thread]!.answers) ({ value: step, done } = running.next(answer));
  return done ? undefined : step as Step;
}

/** A notification makes one state for each thread it may wake; a nap may end by itself. */
function take(
  scenario: Scenario,
  state: State,
  thread: number,
  step: Step | undefined,
): State[] {
  const place = state.places[thread]!;
  if (!step) return [withPlace(state, thread, { ...place, done: true })];
  const words = state.words.slice();
  const moved = { words, places: state.places };
  const answered = (answer: number) => ({ ...place, answers: [...place.answers, answer] });
  switch (step[0]) {
    case "checkpoint":
      // A thread begins with one, so this is where it begins again.
      return [withPlace(moved, thread, { answers: [step[1] ?? 0], asleep: awake, done: false })];
    case "wait":
    case "nap": {
      const woken = withPlace(moved, thread, answered(0));
      if (words[step[1]!] !== step[2]) return [woken];
      const sleeping = withPlace(moved, thread, { ...answered(0), asleep: step[1]! });
      return step[0] === "nap" ? [sleeping, woken] : [sleeping];
    }
    case "notify": {
      const sleepers = state.places.flatMap((one, at) => one.asleep === step[1] ? [at] : []);
      const after = withPlace(moved, thread, answered(0));
      if (sleepers.length === 0) return [after];
      return sleepers.map((at) => withPlace(after, at, { ...after.places[at]!, asleep: awake }));
    }
    default:
      return [withPlace(moved, thread, answered(perform(scenario, words, step)))];
  }
}

function perform(scenario: Scenario, words: Int32Array, step: Step): number {
  const [name, at, ...values] = step;
  const found = words[at!]!;
  switch (name) {
    case "load":
      return found;
    case "store":
      return words[at!] = values[0]!;
    case "exchange":
      words[at!] = values[0]!;
      return found;
    case "add":
    case "sub":
      words[at!] = name === "add" ? found + values[0]! : found - values[0]!;
      return found;
    case "and":
      words[at!] = found & values[0]!;
      return found;
    case "compareExchange":
      if (found === values[0]) words[at!] = values[1]!;
      return found;
    default:
      return scenario.step(words, step);
  }
}

function withPlace(state: State, thread: number, place: Place): State {
  return { words: state.words, places: state.places.with(thread, place) };
}
