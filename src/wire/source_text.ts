/** What a function's source text tells about it. */

const identifier = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const functionOrArrow = new RegExp(
  String.raw`^(async\b\s*)?(function\b|\(|${identifier}\s*=>)`,
  "u",
);

/** Whether the text is a function or an arrow function, which stands by itself; methods don't. */
export function isSelfContained(text: string): boolean {
  return functionOrArrow.test(text) && !/^async\s*\([^)]*\)\s*\{/.test(text);
}

/** Whether the text binds its own name, as a function with a name between `function` and `(` does. */
export function bindsOwnName(text: string): boolean {
  return /^(async\b\s*)?function\b\s*\*?\s*[^\s(]/.test(text);
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
