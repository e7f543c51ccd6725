/** What a function's source text tells about it. */

import { Function } from "../core/primordials.ts";

const { EvalError } = globalThis;
const identifier = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const ownName = new RegExp(String.raw`^(async\s+)?function\b\s*\*?\s*[\p{ID_Start}$_]`, "u");

/** Whether the text stands for one that is not to be had: the function is the engine's, or bound. */
export function isNative(text: string): boolean {
  return /\{\s*\[native code\]\s*\}\s*$/.test(text);
}

/**
 * Whether the text stands by itself: a function or an arrow function. Methods, accessors and texts
 * that mean something only within their module don't parse alone; classes do, but can't be called.
 */
export function isSelfContained(text: string): boolean {
  if (/^class\b/.test(text)) return false;
  try {
    new Function(`(${text}\n)`);
    return true;
  } catch (error) {
    // Where a page's policy forbids evaluation, the worker will be the judge.
    return error instanceof EvalError;
  }
}

/** Whether the text binds its own name, as a function with a name between `function` and `(` does. */
export function bindsOwnName(text: string): boolean {
  return ownName.test(text);
}

/** Whether a name may be declared: an identifier that is no reserved word. */
export function isBindable(name: string): boolean {
  if (!new RegExp(`^${identifier}$`, "u").test(name)) return false;
  try {
    new Function(`"use strict"; const ${name} = 0;`);
    return true;
  } catch {
    return false;
  }
}
