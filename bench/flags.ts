/**
 * The kinds of flags a command may take: what each expects, and how its text becomes a value.
 *
 * Must not know which commands there are, nor how a command line is cut into flags.
 */

/** A command line that can't be carried out; told in one line, exit code 2. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/** One flag. */
export interface Flag<T> {
  /** What stands for the value in the help, as in `--n N`; a flag without one takes no value. */
  readonly placeholder?: string;
  /** One letter, to be given behind one dash. */
  readonly short?: string;
  /** What it does, and its default. */
  readonly help: string;
  /**
   * The value of all the texts given, in their order.
   *
   * @throws {UsageError} with the reason only: who calls knows the flag's name
   */
  read(texts: readonly string[]): T;
}

/** Flags by their names, without dashes. */
export type Flags = Readonly<Record<string, Flag<unknown>>>;

/** A value a flag, `undefined` if it was not given. */
export type Values<F extends Flags> = {
  readonly [K in keyof F]: (F[K] extends Flag<infer T> ? T : never) | undefined;
};

/** A flag that is there or isn't. */
export function toggle(help: string, short?: string): Flag<true> {
  return { help, read: () => true, ...(short !== undefined && { short }) };
}

/** A positive integer up to `limit`; `5e8` will do. The last one counts. */
export function count(help: string, limit: number): Flag<number> {
  return { placeholder: "N", help, read: (texts) => readCount(texts.at(-1)!, limit) };
}

/** The path of a file. The last one counts. */
export function file(help: string): Flag<string> {
  return { placeholder: "FILE", help, read: (texts) => texts.at(-1)! };
}

/** Some of `names`, with commas between or the flag repeated; in the order of `names`. */
export function choice<N extends string>(help: string, names: readonly N[]): Flag<readonly N[]> {
  return {
    placeholder: names.join("|"),
    help,
    read(texts) {
      const chosen = new Set(texts.flatMap((text) => text.split(",")));
      const unknown = [...chosen].find((name) => !(names as readonly string[]).includes(name));
      if (unknown !== undefined) throw new UsageError(`not one of ${names.join(", ")}: ${unknown}`);
      return names.filter((name) => chosen.has(name));
    },
  };
}

function readCount(text: string, limit: number): number {
  const value = /^\d+(e\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!(value >= 1)) throw new UsageError(`not a positive integer: ${text}`);
  if (value > limit) throw new UsageError(`more than ${limit}: ${text}`);
  return value;
}
