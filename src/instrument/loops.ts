/**
 * Loops, split in two: the inner one turns, the outer one checks.
 *
 *     while (c) b        x: for (;; check) {let k = 1024; do {if (!(c)) break x; b;} while (go)}
 *     do b while (c)     x: for (;; check) {let k = 1024; do {b; if (!(c)) break x;} while (go)}
 *     for (a; c; d) b    {a; x: for (;; check) {… do {if (!(c)) break x; b; d;} while (go)}}
 *
 * where `go` counts `k` down and ends with a request. A call in a loop, even if it never happens,
 * costs an optimising compiler its unrolling and its registers: tight loops took three to eight times
 * as long with the check inside. What the compiler then doesn't unroll any more is unrolled here: a
 * tight loop has four turns between two looks. A `continue` becomes a `break` of a block around `b`.
 */

import type { AnyNode, BreakStatement, ContinueStatement } from "acorn";
import { goesOn, turns } from "./checks.ts";
import { labelled, type Scope, type Target } from "./scope.ts";
import { childrenOf, mayCapture } from "./tree.ts";

type Loop = Extract<AnyNode, { type: "WhileStatement" | "DoWhileStatement" | "ForStatement" }>;

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
    const exit = `$gil${++this.#count}`;
    const turn = this.#turn(node, labels, exit);
    const times = isTight(node, this.#source) ? unrolled : 1;
    const all = turn + turn.replaceAll("\n", " ").repeat(times - 1);
    const own = `${exit}k`;
    const loop = `${labelled(labels)}${exit}:for(;;$gil.check())` +
      `{let ${own}=${turns / times};do{${all}}while(${goesOn(own)})}`;
    if (node.type !== "ForStatement") return loop;
    const { init } = node;
    return init ? `{${this.#lines(node.start, init.start)}${this.#text(init)};${loop}}` : loop;
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

  /** One turn of the loop: its condition, its body and what follows that. */
  #turn(node: Loop, labels: readonly string[], exit: string): string {
    const turn = `${exit}b`;
    const target: Target = { kind: "loop", labels, split: { exit, turn }, isContinued: false };
    const text = this.#scope().within(target, () => this.#text(node.body));
    const body = target.isContinued ? `${turn}:{${text}}` : `${text};`;
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

/** Turns of a tight loop between two looks. */
const unrolled = 4;

/** Characters of a turn, beyond which a look no longer matters. */
const tightest = 160;

/** What is a turn's of a tight loop never: a call, what makes one, a loop, what can't be repeated. */
const looseOnes =
  /Call|New|Import|Await|Yield|Function|Class|Template|Spread|^For|While|Labeled|Try/;

/** What ends in a semicolon, or in a line end: those can't be put into one line. */
const simpleOnes = /^(?:Expression|Break|Continue|Return|Throw)Statement$|^VariableDeclaration$/;

/** Whether a loop's turns are a few operations. */
function isTight(node: Loop, source: string): boolean {
  const parts = [node.test, node.body, node.type === "ForStatement" ? node.update : null];
  const isSimple = (part: AnyNode): boolean =>
    !looseOnes.test(part.type) &&
    (!simpleOnes.test(part.type) || source[part.end - 1] === ";") &&
    childrenOf(part).every(isSimple);
  const texts = parts.map((part) => part ? source.slice(part.start, part.end) : "").join("");
  return texts.length <= tightest && !texts.includes("//") &&
    parts.every((part) => part == null || isSimple(part));
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
