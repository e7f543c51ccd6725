/** Tells whether a lap's answers are right. */

/** A number in short: its length in bits and its residue; CPython's program tells the same. */
export type Digest = readonly [bits: number, residue: string];

/** A Mersenne prime: no two numbers that differ by little have one residue. */
const modulus = 2n ** 61n - 1n;

/**
 * What is wrong with `answers`, or `undefined`.
 *
 * @param tasks how many there must be
 * @param isRight tells of one
 */
export function faultIn<T>(
  answers: readonly T[],
  tasks: number,
  isRight: (answer: T) => boolean,
): string | undefined {
  if (answers.length !== tasks) return `${answers.length} answers to ${tasks} tasks`;
  const index = answers.findIndex((answer) => !isRight(answer));
  return index < 0 ? undefined : `task ${index + 1} of ${tasks}: ${shown(answers[index])}`;
}

/** The digest of a number that is not negative. */
export function digestOf(value: bigint): Digest {
  return [bitLength(value), String(value % modulus)];
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return value === 0n ? 0 : (hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex[0]!, 16)));
}

function shown(answer: unknown): string {
  const text = String(answer);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
