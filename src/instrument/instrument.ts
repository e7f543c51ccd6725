/**
 * Puts the eval loop's check into source text: at every function entry, in every turn of a loop and
 * behind every `await` and `yield`, where CPython checks too.
 *
 * Where this and acorn end up is a text of its own, `instrumenter.gen.ts`, which workers under a lock
 * evaluate: nobody else loads a parser.
 */

import { type Options, parse } from "acorn";
import type { SourceKind } from "../core/realm.ts";
import { Rewriter } from "./rewriter.ts";

/** What checks look at; a text that has the name already is left alone. */
const reserved = "$gil";

const options: Readonly<Record<SourceKind, Options>> = {
  function: { ecmaVersion: "latest", sourceType: "script" },
  module: { ecmaVersion: "latest", sourceType: "module", allowHashBang: true },
  commonjs: { ecmaVersion: "latest", sourceType: "commonjs", allowHashBang: true },
};

/**
 * The text with checks, of the same meaning; lines stay true.
 *
 * In doubt the text as it was: a task that can't be preempted beats one that can't run. In doubt
 * means syntax that acorn does not know, `with`, whose object might answer for the checks' name, and
 * that name itself.
 *
 * @param source what `Function.prototype.toString` gives for a function, or a module's text
 */
export function instrument(source: string, kind: SourceKind): string {
  if (source.includes(reserved)) return source;
  try {
    return kind === "function" ? instrumentFunction(source) : instrumentModule(source, kind);
  } catch {
    return source; // A SyntaxError, or a RangeError: nested deeper than our stack is.
  }
}

/** In parentheses, as an expression; they are taken off again. */
function instrumentFunction(source: string): string {
  const text = `(${source}\n)`;
  const rewritten = new Rewriter(text).expression(parse(text, options.function));
  return rewritten.slice(1, -2);
}

function instrumentModule(source: string, kind: "module" | "commonjs"): string {
  return new Rewriter(source).program(parse(source, options[kind]));
}
