/**
 * The project's TypeScript as data: which files there are, what they import, and their text without
 * comments and strings. The rules on it are in `tests/layers.test.ts`.
 *
 * A scanner, not a parser: it knows the lexical grammar and no more, which is all the rules need and
 * runs on every runtime. A regular expression right after `)` or `}` would be read as a division;
 * nothing here begins a statement with one.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root: string = join(dirname(fileURLToPath(import.meta.url)), "..");

/** A string literal, or one piece of a template between its substitutions. */
export interface Literal {
  /** Where the text between the quotes begins. */
  readonly start: number;
  readonly text: string;
}

/** A source file, read and scanned. */
export interface Source {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The text, as long as it was, with comments and the insides of strings blanked. */
  readonly code: string;
  readonly literals: readonly Literal[];
}

/** One import or re-export, wherever it stands. */
export interface Import {
  readonly specifier: string;
  readonly start: number;
  readonly kind: "static" | "dynamic" | "type";
}

/** The paths of the `.ts` files in `folders`, generated ones left out; a missing folder has none. */
export function typescriptIn(...folders: readonly string[]): string[] {
  return folders.flatMap(pathsIn).filter((path) => /(?<!\.gen)\.ts$/.test(path)).sort();
}

/** Reads and scans one file. */
export function readSource(path: string): Source {
  return scan(path, readFileSync(join(root, path), "utf8"));
}

/** Scans a text as the file `path`. */
export function scan(path: string, text: string): Source {
  return { path, text, ...new Scanner(text).run() };
}

/** What a file imports, in the order of the text. */
export function importsOf(source: Source): Import[] {
  return source.literals.flatMap(({ start, text }) => {
    const kind = importKind(source.code, start - 1);
    return kind ? [{ specifier: text, start, kind }] : [];
  });
}

/** The project path a relative specifier means, or `undefined` for any other. */
export function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(from), specifier);
}

/** `path:line` of an offset, as a terminal makes it a link. */
export function place({ path, text }: Source, offset: number): string {
  return `${path}:${text.slice(0, offset).split("\n").length}`;
}

function pathsIn(folder: string): string[] {
  const path = join(root, folder);
  if (folder.endsWith(".ts")) return existsSync(path) ? [folder] : [];
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names.map((name) => posix.join(folder, name.replaceAll("\\", "/")));
}

/** What the code before a quote makes of the string. */
function importKind(code: string, quote: number): Import["kind"] | undefined {
  const before = code.slice(Math.max(0, quote - 40), quote);
  if (/\btypeof\s+import\s*\(\s*$/.test(before)) return "type";
  if (/(?<![.\w$])import\s*\(\s*$/.test(before)) return "dynamic";
  if (/(?<![.\w$])import\s*$/.test(before)) return "static";
  if (!/(?<![.\w$])from\s*$/.test(before)) return undefined;
  const statement = code.slice(code.lastIndexOf(";", quote) + 1, quote);
  const keyword = /^[^]*\b(?:import|export)\b(\s+type\s+[{*\w])?/.exec(statement);
  if (!keyword) return undefined;
  return keyword[1] ? "type" : "static";
}

const blankOrComment = /\s+|\/\/.*|\/\*[^]*?\*\//y;
const string = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/y;
const templatePiece = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y;
const regularExpression = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
const wordOrSign = /[\w$]+|[^]/y;

/** A value ends here, so a slash that follows divides. */
const endsValue =
  /^(?!(?:return|typeof|case|in|of|void|delete|throw|await|yield|else|do)$)[\w$)\]}]/;

/** Walks over a text once, copying code and blanking the rest. */
class Scanner {
  readonly #text: string;
  readonly #literals: Literal[] = [];
  /** What each open brace belongs to: a block, or a template's `${`. */
  readonly #braces: ("block" | "template")[] = [];
  #code = "";
  /** The last word or sign, for what a slash means. */
  #last = "";

  constructor(text: string) {
    this.#text = text;
  }

  run(): { code: string; literals: Literal[] } {
    while (this.#code.length < this.#text.length) this.#step();
    return { code: this.#code, literals: this.#literals };
  }

  #step(): void {
    if (this.#blank(blankOrComment)) return;
    if (this.#string()) return;
    if (!endsValue.test(this.#last) && this.#blank(regularExpression)) this.#last = ")";
    else this.#sign(this.#match(wordOrSign));
  }

  #sign(sign: string): void {
    this.#code += sign;
    this.#last = sign;
    if (sign === "{") this.#braces.push("block");
    else if (sign === "`" || (sign === "}" && this.#braces.pop() === "template")) this.#template();
  }

  #string(): boolean {
    const found = this.#match(string);
    if (!found) return false;
    const quote = found.charAt(0);
    this.#code += quote;
    this.#literal(found.slice(1, -1));
    this.#code += quote;
    this.#last = ")";
    return true;
  }

  /** From after a backtick, or the end of a substitution, to the next of either. */
  #template(): void {
    this.#literal(this.#match(templatePiece));
    const end = this.#text.startsWith("${", this.#code.length) ? "${" : "`";
    if (end === "${") this.#braces.push("template");
    this.#code += end;
    this.#last = end === "`" ? ")" : "{";
  }

  #literal(text: string): void {
    this.#literals.push({ start: this.#code.length, text });
    this.#code += blanked(text);
  }

  #blank(pattern: RegExp): boolean {
    const found = this.#match(pattern);
    this.#code += blanked(found);
    return found !== "";
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#code.length;
    return pattern.exec(this.#text)?.[0] ?? "";
  }
}

function blanked(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
