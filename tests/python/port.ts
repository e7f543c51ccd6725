/**
 * How a test of CPython's suite is written here: once, as part of a contract, under the name that
 * CPython gives it.
 */

import { type Kind, testsOf } from "../fixtures/kinds.ts";
import type { Use } from "../fixtures/scoped.ts";

/**
 * Declares a test.
 *
 * @param python its class and name in CPython's suite, `ExecutorTest.test_submit`
 * @param title what is asserted, `submit() gives what the function returns`
 * @param body what a test uses by `use()` is disposed of at its end
 */
export type Port = (
  python: string,
  title: string,
  body: (use: Use) => void | Promise<void>,
) => void;

/** The tests of one of CPython's files, for one kind of executor. */
export type Contract = (port: Port, kind: Kind) => void;

/** Declares a contract's tests to the runner, CPython's name behind each title. */
export function declare(contract: Contract, kind: Kind): void {
  const test = testsOf(kind);
  contract((python, title, body) => test(`${title} (${python.split(".")[1]})`, body), kind);
}
