/**
 * Puts the eval loop's check into the source text of a function: at every function entry and at
 * every turn of a loop, where CPython checks too.
 *
 *     function f(a) { … }      function f(a) {;check; … }      behind "use strict"
 *     a => b                   a => (check,(b))
 *     while (a) …              while (check,(a)) …             also of do … while (a)
 *     for (a; b; c) …          for (a; check,(b); c) …
 *     for (a of b) { … }       for (a of b) {check; … }        also of for … in and for await
 *     for (a of b) c;          for (a of b) {check;c;}
 *
 * The text is walked by JavaScript's grammar: that alone tells a regular expression from a division
 * and where a statement without a semicolon ends. The walk builds no tree and only inserts, between
 * tokens, never a newline: lines stay true. Must not know what the check does.
 */

import { Tokens } from "./tokens.ts";

/**
 * The source text of one function, with checks; in doubt as it was.
 *
 * In doubt means: a bare method, syntax newer than this walk, `with`, whose object might answer for
 * the check's name, and `<!--`. A caller should still try to compile the result and fall back on the
 * original: a task that can't be preempted beats one that can't run.
 *
 * @param source What `Function.prototype.toString` gives for a function or an arrow function.
 * @param check An expression in one line, such as `checkpoint()`, with no name that `source`
 *   declares. It must not throw; its value is not used.
 * @returns A text of the same meaning and lines that also runs `check` as told above.
 */
export function instrument(source: string, check: string): string {
  try {
    return new Walk(source, check).instrumented();
  } catch {
    return source; // The walk's SyntaxError, or a RangeError: nested deeper than our stack is.
  }
}

const leaves = words("word number string regex");
const prefixes = words("+ - * ! ~ ++ -- typeof void delete return throw case var const");
const noOperands = words(
  "catch do else enum export extends finally for if in instanceof switch try while with",
);
const endsBare = words(") ] } , ; :");
const endsHeader = words("( { } , ; : =");

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/**
 * One walk over one text. A method goes from the first token of what it is named after behind the
 * last. It takes more than the language does, so that there is less to tell apart: a pattern passes
 * for an expression, `var`, `case` and `return` for prefix operators, `default:` for a label. Every
 * valid text still has one shape only, as far as insertions depend on it.
 */
class Walk extends Tokens {
  readonly #check: string;
  /** Of `await` and `yield` those that are operators in this function; the others are names. */
  #operators: readonly string[] = [];

  constructor(source: string, check: string) {
    super(source);
    this.#check = check;
  }

  instrumented(): string {
    this.#assignment();
    if (this.token.kind !== "end") throw this.unexpected();
    return this.edited();
  }

  // Statements

  static readonly #statements = new Map<string, (walk: Walk) => void>([
    [";", (walk) => walk.next()],
    ["{", (walk) => walk.#block()],
    ["if", (walk) => walk.#if()],
    ["switch", (walk) => walk.#if()], // its block passes for a statement
    ["for", (walk) => walk.#for()],
    ["while", (walk) => walk.#while()],
    ["do", (walk) => walk.#doWhile()],
    ["try", (walk) => walk.#try()],
    ["break", (walk) => walk.#break()],
    ["continue", (walk) => walk.#break()],
    ["function", (walk) => walk.#definition()],
    ["class", (walk) => walk.#class()],
  ]);

  #statement(): void {
    const known = Walk.#statements.get(this.token.text);
    if (known) return known(this);
    if (this.#afterAsync() === "function") return this.#definition();
    this.#expression();
    if (!this.take(":")) this.#semicolon();
    else if (!this.at("}")) this.#statement(); // what a label, a `case` or a `default` is of
  }

  #break(): void {
    this.next();
    if (!this.token.newline) this.takeWord();
    this.#semicolon();
  }

  #semicolon(): void {
    if (!this.take(";") && !this.at("}") && !this.token.newline) throw this.unexpected();
  }

  #block(): void {
    this.expect("{");
    while (!this.take("}")) this.#statement();
  }

  #if(): void {
    this.next();
    this.#list();
    this.#statement();
    if (this.take("else")) this.#statement();
  }

  #while(): void {
    this.#whileHead();
    this.#statement();
  }

  #doWhile(): void {
    this.next();
    this.#statement();
    this.#whileHead();
    this.take(";");
  }

  #whileHead(): void {
    this.expect("while");
    this.expect("(");
    this.#condition(")");
  }

  #condition(close: string): void {
    if (this.at(close)) this.insert(this.last, `${this.#check},true`);
    else this.wrap(`${this.#check},(`, () => this.#expression(), ")");
    this.expect(close);
  }

  #for(): void {
    this.next();
    this.take("await");
    this.expect("(");
    if (!this.at(";")) this.#expression(false);
    if (this.take(";")) this.#forRest();
    else this.#forEachRest();
  }

  #forRest(): void {
    this.#condition(";");
    if (!this.at(")")) this.#expression();
    this.expect(")");
    this.#statement();
  }

  #forEachRest(): void {
    if (!this.take("of")) this.expect("in");
    this.#expression();
    this.expect(")");
    if (!this.at("{")) return this.wrap(`{${this.#check};`, () => this.#statement(), "}");
    this.insert(this.token.end, `${this.#check};`);
    this.#block();
  }

  #try(): void {
    for (const word of ["try", "catch", "finally"]) {
      if (!this.take(word)) continue;
      if (this.at("(")) this.#list();
      this.#block();
    }
  }

  // Expressions

  #expression(allowIn = true): void {
    do this.#assignment(allowIn); while (this.take(","));
  }

  /** An expression without commas. In the head of a `for`, `in` is no operator. */
  #assignment(allowIn = true): void {
    while (this.#operand(allowIn)) {
      const { kind, text } = this.token;
      const word = text === "instanceof" || text === "in" && allowIn;
      if (text !== "?" && kind !== "operator" && !word) return;
      this.next();
      if (text !== "?") continue;
      this.#assignment();
      this.expect(":");
    }
  }

  /** An operand with prefixes and suffixes. Returns whether an operator may follow it. */
  #operand(allowIn: boolean): boolean {
    while (this.#atPrefix()) {
      const mayBeBare = this.at("yield") || this.at("return");
      this.next();
      if (mayBeBare && (this.token.newline || endsBare.has(this.token.text))) return false;
    }
    if (!this.#primary(allowIn)) return false;
    while (this.#takeSuffix());
    return true;
  }

  #atPrefix(): boolean {
    const { text } = this.token;
    if (text === "await" || text === "yield") return this.#operators.includes(text);
    if (text === "new") return this.peek().text !== "."; // new.target
    if (text === "let" || text === "using") return this.#atDeclaration();
    return prefixes.has(text);
  }

  /** Whether the word here declares: if it is a name, no other name follows it in its line. */
  #atDeclaration(): boolean {
    const { kind, text, newline } = this.peek();
    const name = kind === "word" && (text !== "of" || this.at("let")) && !noOperands.has(text);
    return !newline && (name || text === "{");
  }

  #primary(allowIn: boolean): boolean {
    const { kind, text } = this.token;
    if (text === "async") return this.#async(allowIn);
    if (text === "(" || text === "[") this.#list();
    else if (text === "{") this.#members();
    else if (text === "class") this.#class();
    else if (text === "function") this.#definition();
    else if (kind === "template") this.#template();
    else this.#leaf();
    return !this.#takeArrow([], allowIn);
  }

  /** A literal or a name; words like `this` pass for names. */
  #leaf(): void {
    if (this.at("/") || this.at("/=")) this.reread("regex");
    const { kind, text } = this.token;
    if (!leaves.has(kind) || noOperands.has(text)) throw this.unexpected();
    this.next();
  }

  #template(): void {
    while (this.token.text.endsWith("${")) {
      this.next();
      this.#expression();
      this.reread("template");
    }
    this.next();
  }

  #takeSuffix(): boolean {
    const { kind, text, newline } = this.token;
    if (text === "(" || text === "[") this.#list();
    else if (kind === "template") this.#template();
    else if (this.take(".") || this.take("?.")) this.takeWord();
    else return !newline && (this.take("++") || this.take("--"));
    return true;
  }

  /** Elements, arguments, parameters, or what is in parentheses. */
  #list(): void {
    const close = this.at("[") ? "]" : ")";
    this.next();
    while (!this.take(close)) {
      if (!this.take(",") && !this.take("...")) this.#assignment();
    }
  }

  // Functions, objects and classes

  /** An async function, an async arrow function, or `async` as a name. */
  #async(allowIn: boolean): boolean {
    const after = this.#afterAsync();
    if (after === "function") return this.#definition(), true;
    this.next();
    if (after === "") return true;
    if (after === "(") this.#list();
    else if (this.token.kind === "word" && this.peek().text === "=>") this.next();
    return !this.#takeArrow(after === "=>" ? [] : ["await"], allowIn);
  }

  /** What follows an `async` in its line; empty if nothing does, or if this is no `async`. */
  #afterAsync(): string {
    if (!this.at("async")) return "";
    const { text, newline } = this.peek();
    return newline ? "" : text;
  }

  #takeArrow(operators: readonly string[], allowIn: boolean): boolean {
    if (!this.take("=>")) return false;
    this.#within(operators, () => {
      if (this.at("{")) this.#body();
      else this.wrap(`(${this.#check},(`, () => this.#assignment(allowIn), "))");
    });
    return true;
  }

  #class(): void {
    this.expect("class");
    if (!this.at("extends")) this.takeWord();
    if (this.take("extends")) this.#operand(true);
    this.#members();
  }

  /** The braces of an object, a pattern or a class. */
  #members(): void {
    this.expect("{");
    while (!this.take("}")) {
      if (this.take("...")) this.#assignment();
      else if (!this.take(",") && !this.take(";")) this.#definition();
    }
  }

  /** A function or a member; also fields that end without a semicolon, and what follows them. */
  #definition(): void {
    const operators = this.#header();
    if (this.at("{")) this.#within([], () => this.#block()); // static { … }
    else if (this.at("(")) this.#within(operators, () => (this.#list(), this.#body()));
    else if (this.take(":") || this.take("=")) this.#assignment();
  }

  /** Modifiers and keys: all up to the punctuator that tells what is defined. */
  #header(): readonly string[] {
    const operators: string[] = [];
    while (!endsHeader.has(this.token.text)) {
      if (this.at("*")) operators.push("yield");
      const after = this.#afterAsync();
      if (after && !endsHeader.has(after)) operators.push("await");
      if (this.at("[")) this.#list();
      else this.next();
    }
    return operators;
  }

  #body(): void {
    this.expect("{");
    while (this.token.kind === "string") this.#statement(); // "use strict" must stay in front
    this.insert(this.last, `;${this.#check};`);
    while (!this.take("}")) this.#statement();
  }

  #within(operators: readonly string[], walk: () => void): void {
    const outer = this.#operators;
    this.#operators = operators;
    walk();
    this.#operators = outer;
  }
}
