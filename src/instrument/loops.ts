/**
 * Loops, split in two: the inner one turns, the outer one checks.
 *
 *     while (c) b        x: for (;; check) {let k = 1024; do {if (!(c)) break x; b;} while (go)}
 *     do b while (c)     x: for (;; check) {let k = 1024; do {b; if (!(c)) break x;} while (go)}
 *     for (a; c; d) b    {a; x: for (;; check) {… do {if (!(c)) break x; b; d;} while (go)}}
 *
 * where `go` counts `k` down and ends with a reason to check. A call in a loop, even if it never
 * happens, costs an optimising compiler its unrolling and its registers: tight loops took three to
 * eight times as long with the check inside. What the compiler then doesn't unroll any more is
 * unrolled here: a tight loop has eight turns between two looks, and so many more between two that
 * are exact; one around a tight loop has two. A `continue` becomes a `break` of a block around `b`.
 *
 *     for (v of a) b         {const o = a; if (isIndexed(o)) {let i = 0;
 *                            x: … do {if (!(i < o.length)) break x; const v = o[i++]; b;} while (go) …}
 *                            else for (v of o) {check; b}}
 *
 * A tight loop over an array is told apart as it begins. The others, and those that aren't tight, keep
 * the check inside: an iterator that `break` would close can't be left and come back to.
 */

import type { AnyNode, BreakStatement, ContinueStatement } from "acorn";
import { goesOn, tightTurns, turnCheck, turns } from "./checks.ts";
import { labelled, type Scope, type Target } from "./scope.ts";
import { childrenOf, mayCapture } from "./tree.ts";

type Loop = Extract<AnyNode, { type: "WhileStatement" | "DoWhileStatement" | "ForStatement" }>;
type Walk = Extract<AnyNode, { type: "ForOfStatement" }>;

/** Splits the loops of one text. */
export class Loops {
  readonly #source: string;
  readonly #text: (node: AnyNode) => string;
  readonly #scope: () => Scope;
  #count = 0;

  /**
   * @param text rewrites a node
   * @param scope the function that is being rewritten
   */
  constructor(source: string, text: (node: AnyNode) => string, scope: () => Scope) {
    this.#source = source;
    this.#text = text;
    this.#scope = scope;
  }

  /** The loop in two. */
  split(node: Loop, labels: readonly string[]): string {
    const exit = this.#name();
    const tightness = tightnessOf(node, this.#source);
    const loop = this.#loop(labels, exit, this.#turn(node, labels, exit), tightness);
    if (node.type !== "ForStatement") return loop;
    const { init } = node;
    return init ? `{${this.#lines(node.start, init.start)}${this.#text(init)};${loop}}` : loop;
  }

  /** A `for … of` in two, if it is tight; `undefined` for any other. */
  walk(node: Walk, labels: readonly string[]): string | undefined {
    const { left } = node;
    if (node.await || left.type !== "VariableDeclaration" || left.kind.endsWith("using")) {
      return undefined;
    }
    if (tightnessOf(node, this.#source) !== tight) return undefined;
    const exit = this.#name();
    const [values, at] = [`${exit}o`, `${exit}i`];
    const [value, right] = [this.#text(left), this.#text(node.right)];
    const next = `if(!(${at}<${values}.length))break ${exit};${value}=${values}[${at}++];`;
    const before = this.#lines(node.right.end, node.body.start);
    const turn = `{${next}${before}${this.#body(node, labels, exit)}}`;
    const indexed = `{let ${at}=0;${this.#loop(labels, exit, turn, tight)}}`;
    const target: Target = { kind: "loop", labels, isContinued: false };
    const body = this.#scope().within(target, () => this.#text(node.body));
    this.#scope().needsCounter = true;
    // A name is said again, so that an error about what can't be walked through tells it.
    const again = node.right.type === "Identifier" ? right : values;
    const other = `${labelled(labels)}for(${value} of ${again}){${turnCheck}${body}}`;
    return `{const ${values}=${this.#lines(node.start, node.right.start)}${right};` +
      `if($gil.isIndexed(${values}))${indexed}else ${inOneLine(other)}}`;
  }

  /** A `break` or `continue` of a loop that was split; `undefined` for any other. */
  jump(node: BreakStatement | ContinueStatement): string | undefined {
    const label = node.label?.name;
    if (node.type === "ContinueStatement") {
      const target = this.#scope().continued(label);
      if (target?.split === undefined) return undefined;
      target.isContinued = true;
      return `break ${target.split.turn};`;
    }
    const split = label === undefined ? this.#scope().broken()?.split : undefined;
    return split && `break ${split.exit};`;
  }

  #name(): string {
    return `$gil${++this.#count}`;
  }

  /** The two loops around a turn. */
  #loop(labels: readonly string[], exit: string, turn: string, tightness: Tightness): string {
    const own = `${exit}k`;
    const all = turn + inOneLine(turn).repeat(tightness.unrolled - 1);
    const looks = tightness.turns / tightness.unrolled;
    return `${labelled(labels)}${exit}:for(;;$gil.check())` +
      `{let ${own}=${looks};do{${all}}while(${goesOn(own)})}`;
  }

  /** The loop's body, whose `continue` goes on behind it. */
  #body(node: Loop | Walk, labels: readonly string[], exit: string): string {
    const turn = `${exit}b`;
    const target: Target = { kind: "loop", labels, split: { exit, turn }, isContinued: false };
    const text = this.#scope().within(target, () => this.#text(node.body));
    return target.isContinued ? `${turn}:{${text}}` : `${text};`;
  }

  /** One turn of the loop: its condition, its body and what follows that. */
  #turn(node: Loop, labels: readonly string[], exit: string): string {
    const body = this.#body(node, labels, exit);
    const condition = node.test ? `if(!(${this.#text(node.test)}))break ${exit};` : "";
    if (node.type === "DoWhileStatement") {
      const before = this.#lines(node.start, node.body.start);
      const between = this.#lines(node.body.end, node.test.start);
      return before + body + between + condition + this.#lines(node.test.end, node.end);
    }
    if (node.type === "WhileStatement") {
      const before = this.#lines(node.start, node.test.start);
      return before + condition + this.#lines(node.test.end, node.body.start) + body;
    }
    const { init, test, update } = node;
    const head = init?.end ?? node.start;
    const before = test ? this.#lines(head, test.start) : "";
    const moved = update ? this.#text(update) : "";
    const rest = this.#lines(test?.end ?? head, node.body.start).slice(countLines(moved));
    return `${before}${condition}${rest}${body}${moved && `${moved};`}`;
  }

  /** As many line ends as there are between two places. */
  #lines(from: number, to: number): string {
    return "\n".repeat(countLines(this.#source.slice(from, to)));
  }
}

/** How a loop's turns are put into one of the inner loop's. */
interface Tightness {
  /** Turns between two looks. */
  readonly unrolled: number;
  /** Turns between two looks that are exact. */
  readonly turns: number;
  /** Characters of the loop, beyond which a look no longer matters. */
  readonly longest: number;
}

/** A few operations. */
const tight: Tightness = { unrolled: 8, turns: tightTurns, longest: 160 };

/** A few operations around a tight loop. */
const nearlyTight: Tightness = { unrolled: 2, turns, longest: 240 };

const loose: Tightness = { unrolled: 1, turns, longest: Infinity };

/** What is a turn's of a tight loop never: a call, what makes one, a loop, what can't be repeated. */
const looseOnes =
  /Call|New|Import|Await|Yield|Function|Class|Template|Spread|^For|While|Labeled|Try/;

/** What ends in a semicolon, or in a line end: those can't be put into one line. */
const simpleOnes = /^(?:Expression|Break|Continue|Return|Throw)Statement$|^VariableDeclaration$/;

function tightnessOf(node: Loop | Walk, source: string): Tightness {
  const text = source.slice(node.start, node.end);
  if (/\/\/|\\[\r\n]/.test(text)) return loose;
  let tightness = tight;
  const isSimple = (part: AnyNode): boolean => {
    if (part.type === "ForStatement") {
      tightness = nearlyTight;
      return [...headOf(part.init), ...turnOf(part)].every(isSimple);
    }
    if (looseOnes.test(part.type) || "bigint" in part) return false;
    if (simpleOnes.test(part.type) && source[part.end - 1] !== ";") return false;
    return childrenOf(part).every(isSimple);
  };
  if (!turnOf(node).every(isSimple)) return loose;
  return text.replace(/\s+/g, " ").length <= tightness.longest ? tightness : loose;
}

/** What is done in each turn. */
function turnOf(node: Loop | Walk): AnyNode[] {
  const { body } = node;
  if (node.type === "ForOfStatement") return [...headOf(node.left), body];
  const { test } = node;
  const update = node.type === "ForStatement" ? node.update : null;
  return [test, body, update].filter((part) => part != null);
}

/** What a loop's head declares, or does instead. */
function headOf(head: AnyNode | null | undefined): AnyNode[] {
  if (head == null) return [];
  return head.type === "VariableDeclaration" ? childrenOf(head) : [head];
}

/** Line ends count: errors tell the lines of the text. */
function inOneLine(text: string): string {
  return text.replaceAll("\n", " ");
}
function countLines(text: string): number {
  return text.split("\n").length - 1;
}

/** Whether something may keep one turn's `let` and tell it from another's: not to be split. */
export function bindsEachTurn(node: Extract<Loop, { type: "ForStatement" }>): boolean {
  const { init } = node;
  if (init?.type !== "VariableDeclaration" || init.kind === "var") return false;
  if (init.kind !== "let" && init.kind !== "const") return true;
  return mayCapture(node);
}
