/**
 * JavaScript's tokens, one at a time.
 *
 * Two characters depend on where they stand: `/` divides or begins a regular expression, `}` closes
 * a brace or goes on with a template. Only the grammar can tell. So a token is always read in its
 * first meaning, and who knows better asks for the second by `reread()`. Nothing in here guesses,
 * and nothing in here knows the grammar.
 */

/** One token. Its text alone tells words, operators and punctuators from all other kinds. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index of its first character. */
  readonly start: number;
  /** Index behind its last character. */
  readonly end: number;
  /** Whether a line ends between the token before and this one, as semicolon insertion asks. */
  readonly newline: boolean;
}

/**
 * What a token is. A `word` is a keyword, a name or a private name; an `operator` may stand between
 * two operands; a `template` is a piece of one, from its start or a `}` up to a `${` or its end;
 * `end` is empty and stands where the text is over.
 */
export type TokenKind =
  | "number"
  | "word"
  | "string"
  | "template"
  | "punctuator"
  | "operator"
  | "regex"
  | "end";

const gap = /(?:\s+|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)*/uy;
const lineEnd = /[\n\r\u2028\u2029]/;

/**
 * In the order to try: a number before a word and before the dot it may begin with. `<!--` is none:
 * it begins a comment in a script but not in a module, and a text doesn't tell which it is of.
 */
const firstMeanings: readonly (readonly [TokenKind, RegExp])[] = [
  ["number", /0[xob][\da-f_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?[\d_]+)?n?/iuy],
  ["word", /#?(?:[\p{ID_Continue}$\u200c\u200d]|\\u(?:[\da-f]{4}|\{[\da-f]+\}))+/iuy],
  ["string", /"[^"\\]*(?:\\[^][^"\\]*)*"|'[^'\\]*(?:\\[^][^'\\]*)*'/uy],
  ["template", /`[^`\\$]*(?:(?:\\[^]|\$(?!\{))[^`\\$]*)*(?:`|\$\{)/uy],
  ["punctuator", /=>|\+\+|--|\.\.\.|\?\.(?!\d)|\?(?!\?)|!(?!=)|[{}()[\];,:.~]/uy],
  ["operator", />>>=?|(?:\*\*|<<|>>|&&|\|\||\?\?|<(?!!--)|[-+*/%&|^>])=?|[=!]={0,2}/uy],
];

const secondMeanings: Readonly<Record<"regex" | "template", RegExp>> = {
  regex: /\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[\p{ID_Continue}$]*/uy,
  template: /\}[^`\\$]*(?:(?:\\[^]|\$(?!\{))[^`\\$]*)*(?:`|\$\{)/uy,
};

/** A place among the tokens of a text: to go on from, to insert at. Throws SyntaxError when lost. */
export class Tokens {
  readonly #source: string;
  /** The text up to `#copied`, with its insertions. */
  #edited = "";
  #copied = 0;
  /** The token here. */
  token: Token;
  /** Where the token before this one ends. */
  last = 0;

  constructor(source: string) {
    this.#source = source;
    this.token = scan(source, 0);
  }

  /** Whether the token here is this word, operator or punctuator. */
  at(text: string): boolean {
    return this.token.text === text;
  }

  /** Goes on if the token here is this one; returns whether it was. */
  take(text: string): boolean {
    if (!this.at(text)) return false;
    this.next();
    return true;
  }

  /** Goes on if the token here is any word. */
  takeWord(): void {
    if (this.token.kind === "word") this.next();
  }

  /** Goes on from this token and no other. */
  expect(text: string): void {
    if (!this.take(text)) throw this.unexpected();
  }

  /** Goes on, but never past the end: a loop that goes on in each turn ends. */
  next(): void {
    if (this.token.kind === "end") throw this.unexpected();
    this.last = this.token.end;
    this.token = this.peek();
  }

  /** The token after this one, in its first meaning. */
  peek(): Token {
    return scan(this.#source, this.token.end);
  }

  /** Reads the token here again, in its second meaning. */
  reread(kind: keyof typeof secondMeanings): void {
    const { start } = this.token;
    const end = match(secondMeanings[kind], this.#source, start);
    if (end < 0) throw this.unexpected();
    this.token = { ...this.token, kind, text: this.#source.slice(start, end), end };
  }

  /** Inserts a text at an index, which is not before that of an insertion made earlier. */
  insert(at: number, text: string): void {
    this.#edited += this.#source.slice(this.#copied, at) + text;
    this.#copied = at;
  }

  /** Inserts a text before the token here, and one behind the last token that `walk` takes. */
  wrap(before: string, walk: () => void, after: string): void {
    this.insert(this.token.start, before);
    walk();
    this.insert(this.last, after);
  }

  /** The whole text with its insertions. */
  edited(): string {
    return this.#edited + this.#source.slice(this.#copied);
  }

  /** What to throw at a token that can't be here. */
  unexpected(): SyntaxError {
    return new SyntaxError(`Cannot go on: unexpected token at index ${this.token.start}`);
  }
}

/** The token at or after an index, behind blanks and comments. */
function scan(source: string, from: number): Token {
  const start = match(gap, source, from);
  const newline = lineEnd.test(source.slice(from, start));
  if (start === source.length) return { kind: "end", text: "", start, end: start, newline };
  for (const [kind, pattern] of firstMeanings) {
    const end = match(pattern, source, start);
    if (end > start) return { kind, text: source.slice(start, end), start, end, newline };
  }
  throw new SyntaxError(`Cannot read a token: at index ${start}`);
}

/** Where the match that begins at `from` ends; -1 if there is none. */
function match(sticky: RegExp, source: string, from: number): number {
  sticky.lastIndex = from;
  return sticky.test(source) ? sticky.lastIndex : -1;
}
