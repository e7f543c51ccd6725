/** Sees whether answers are right: a fast wrong answer is none. */

/**
 * Compares each answer with the right one.
 *
 * @param count how many there must be
 * @param right the right one, by the task's index
 * @throws {Error} for the first that differs
 */
export function assertAnswers<T>(
  answers: readonly T[],
  count: number,
  right: (index: number) => T,
): void {
  if (answers.length !== count) throw new Error(`${answers.length} answers to ${count} tasks`);
  const wrong = answers.findIndex((answer, index) => answer !== right(index));
  if (wrong < 0) return;
  throw new Error(`wrong answer to task ${wrong + 1} of ${count}: ${String(answers[wrong])}`);
}
