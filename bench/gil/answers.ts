/** Tells whether what tasks return is right; a fast wrong answer is none. */

import { WrongAnswer } from "../runner.ts";

/**
 * Fails unless all `answers` are `right`.
 *
 * @param who gave them
 * @throws {WrongAnswer}
 */
export function assertAnswers(who: string, answers: readonly number[], right: number): void {
  for (const answer of answers) assertThat(who, answer, answer === right);
}

/**
 * Fails unless an answer is right.
 *
 * @throws {WrongAnswer}
 */
export function assertThat(who: string, answer: unknown, isRight: boolean): void {
  if (!isRight) throw new WrongAnswer(`Cannot go on: wrong answer by ${who}: ${answer}`);
}
