/**
 * How a test of CPython's suite is written here: once, as part of a contract, under the name that
 * CPython gives it.
 */

import { test } from "node:test";
import type { Kind } from "../fixtures/kinds.ts";
import { scoped, type Use } from "../fixtures/scoped.ts";

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

/** The full title of a ported test. */
export function titleOf(kind: Kind, python: string, title: string): string {
  return `${kind.name}: ${title} (${python.split(".")[1]})`;
}

/** Declares a contract's tests to the runner. */
export function declare(contract: Contract, kind: Kind): void {
  const options = kind.skip ? { skip: kind.skip } : {};
  contract((python, title, body) => {
    test(titleOf(kind, python, title), options, scoped(body));
  }, kind);
}
