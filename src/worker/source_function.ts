/** From a function's source text to the function: evaluated, with what its tool has put into it. */

import { Function, ReferenceError, Reflect } from "../core/primordials.ts";
import { isThenable } from "../core/thenable.ts";
import { bindsOwnName, isBindable } from "../wire/source_text.ts";
import { importModule, rewriteImports } from "./import_module.ts";
import { standInsFor } from "./stand_ins.ts";
import { ownerOf } from "./tool_names.ts";

type Call = (...args: readonly unknown[]) => unknown;

/**
 * Evaluates source text, with the name it had at home bound to it so that it can call itself.
 *
 * @throws {SyntaxError} for a text that is no function's
 */
export function evaluate(name: string, text: string): Call {
  const scope = standInsFor(text);
  const source = withImports(text, scope);
  // An inferred name, as of `{ parseInt: (text) => parseInt(text, 10) }`, must not hide a built-in.
  const isAlone = bindsOwnName(text) || name in globalThis || !isBindable(name);
  const body = isAlone
    ? `return (${source}\n);`
    : `const ${name} = (${source}\n);\nreturn ${name};`;
  if (!isAlone) scope.delete(name);
  const names: string[] = [];
  const values: unknown[] = [];
  scope.forEach((value, name) => {
    names[names.length] = name;
    values[values.length] = value;
  });
  names[names.length] = body;
  return explainMissingNames(Reflect.apply(compile(names), undefined, values) as Call, text);
}

/** `new Function()`, which a page's policy or a flag of V8's may forbid. */
function compile(parts: readonly string[]): Call {
  try {
    return Reflect.construct(Function, parts) as Call;
  } catch (error) {
    if (error instanceof EvalError) append(error, unevaluated);
    throw error;
  }
}

const fix = "export it from a module and submit it through importTasks()";
const unevaluated = `a function sent as source text has to be evaluated; ${fix}`;

/** A text with `import()` as sent functions have it, which goes into their scope. */
function withImports(text: string, scope: Map<string, unknown>): string {
  // As long as the word itself: columns in stacks stay right.
  let name = "imp$rt";
  while (text.includes(name)) name += "$";
  const rewritten = rewriteImports(text, name);
  if (rewritten !== text) scope.set(name, importModule);
  return rewritten;
}

const missingName = /^(?:Can't find variable: (\S+)|(\S+) is not defined)$/;
const explained = `a function sent as source text can't use names from around it; ${fix}`;

/** A `ReferenceError` out of source text mostly means that it was not self-contained. */
function explainMissingNames(task: Call, text: string): Call {
  const explain = (error: unknown): never => {
    if (error instanceof ReferenceError) complete(error, text);
    throw error;
  };
  return (...args) => {
    try {
      const result = Reflect.apply(task, undefined, args);
      // Looked at first: to ask a number for its `then` takes longer than most calls.
      if (typeof result !== "object" || !isThenable(result)) return result;
      return settled(result, explain);
    } catch (error) {
      return explain(error);
    }
  };
}

async function settled(result: PromiseLike<unknown>, explain: (error: unknown) => never) {
  try {
    return await result;
  } catch (error) {
    return explain(error);
  }
}

function complete(error: ReferenceError, text: string): void {
  const found = missingName.exec(error.message);
  if (!found) return;
  const name = (found[1] ?? found[2])!;
  const owner = ownerOf(name, text);
  const hint = owner === undefined ? "" : `; if you did not write ${name}, it is ${owner}`;
  append(error, explained + hint);
}

/** Adds to an error's message, in its stack too. */
function append(error: Error, text: string): void {
  const { message, stack } = error;
  error.message = `${message}: ${text}`;
  if (stack) error.stack = stack.replace(message, () => error.message);
}
