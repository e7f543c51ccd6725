/** From a reference to a function that can be called, on the worker's side. */

import type { LockPulse } from "../core/realm.ts";
import { kernels } from "../kernels/table.ts";
import { bindsOwnName, isBindable } from "../wire/source_text.ts";
import type { TaskReference } from "../wire/task_ref.ts";

type SourceReference = TaskReference & { readonly kind: "source" };

/** How source text is made to obey a lock. */
export interface Guard {
  /** The text with checks in it, over `$gil`. */
  instrument(text: string): string;
  /** What `$gil` is. */
  readonly pulse: LockPulse;
}

/** A function that was loaded. */
export type Task = (...args: readonly unknown[]) => unknown;

/**
 * Loads a task; a module's takes a promise.
 *
 * @param guard what source text is bound to obey
 * @throws (or rejects) with the import's or the parser's own error
 */
export function loadTask(
  reference: TaskReference,
  guard: Guard | undefined,
): Task | Promise<Task> {
  switch (reference.kind) {
    case "export":
      return importExport(reference.module, reference.name);
    case "global":
      return findGlobal(reference.path);
    case "kernel":
      return kernels[reference.name] as Task;
    case "source":
      return ownVersion(reference) ?? evaluate(reference.name, reference.text, guard);
    default:
      return reference satisfies never;
  }
}

async function importExport(module: string, name: string): Promise<Task> {
  const exports = await import(module);
  // A CommonJS module may keep its functions on the default export only.
  const found = exports[name] ?? exports.default?.[name];
  if (typeof found === "function") return found as Task;
  const state = name in exports ? `it is ${typeof exports[name]}` : "there is no such export";
  throw new TypeError(`Cannot use ${name} of ${module} as a task: ${state}`);
}

function findGlobal(path: readonly string[]): Task {
  const { owner, found } = walk(path);
  if (typeof found !== "function") {
    throw new TypeError(
      `Cannot call ${path.join(".")}: this worker's globalThis has no such function`,
    );
  }
  return (...args) => Reflect.apply(found, owner, args);
}

function walk(path: readonly string[]): { owner: unknown; found: unknown } {
  let owner: unknown;
  let found: unknown = globalThis;
  for (const name of path) {
    owner = found;
    found = (owner as Record<string, unknown> | undefined)?.[name];
  }
  return { owner, found };
}

/** A runtime's function that is written in JavaScript: this worker's own, if it is the same. */
function ownVersion({ path, text }: SourceReference): Task | undefined {
  if (path === undefined) return undefined;
  try {
    const { owner, found } = walk(path);
    if (Function.prototype.toString.call(found) !== text) return undefined;
    return (...args) => Reflect.apply(found as Task, owner, args);
  } catch {
    return undefined;
  }
}

/**
 * Evaluates source text, with the name it had at home bound to it so that it can call itself.
 */
function evaluate(name: string, text: string, guard: Guard | undefined): Task {
  // An inferred name, as of `{ parseInt: (text) => parseInt(text, 10) }`, must not hide a built-in.
  const body = bindsOwnName(text) || name in globalThis || !isBindable(name)
    ? (source: string) => `return (${source}\n);`
    : (source: string) => `const ${name} = (${source}\n);\nreturn ${name};`;
  if (guard === undefined) return makeTask(body(text));
  try {
    return makeTask(body(guard.instrument(text)), guard.pulse);
  } catch {
    return makeTask(body(text));
  }
}

function makeTask(body: string, pulse?: LockPulse): Task {
  return explainMissingNames(new Function("$gil", body)(pulse) as Task);
}

const missingName = /is not defined$|^Can't find variable: /;
const explained = "a function sent as source text can't use names from around it; " +
  "export it from a module and submit it through importTasks()";

/** A `ReferenceError` out of source text mostly means that it was not self-contained. */
function explainMissingNames(task: Task): Task {
  const explain = (error: unknown): never => {
    if (error instanceof ReferenceError && missingName.test(error.message)) {
      const { message, stack } = error;
      error.message = `${message}: ${explained}`;
      if (stack) error.stack = stack.replace(message, () => error.message);
    }
    throw error;
  };
  return (...args) => {
    try {
      const result = task(...args);
      return result instanceof Promise ? result.catch(explain) : result;
    } catch (error) {
      return explain(error);
    }
  };
}
