/**
 * Rewrites one text along its tree: each node to a text, most by copying what is between children.
 *
 *     function f(a) { … }     function f(a) {;check;… }      behind "use strict"
 *     a => b                  a => (check,(b))
 *     await a, yield a        resume(await a)
 *     catch { … }             catch {;check;… }              also finally: an await may have thrown
 *     for (a of b) c          for (a of b) {check;c}         also for … in; most others: `loops.ts`
 *     for await (a of b) c    {for await (a of b) {check;c}check;}
 *
 * Insertions begin with a name, a brace or a semicolon: nothing that could join the line before.
 */

import type { AnyNode, Function as FunctionNode, Node, Program } from "acorn";
import { counter, entryCheck, turnCheck, turns } from "./checks.ts";
import { bindsEachTurn, Loops } from "./loops.ts";
import { labelled, Scope, type Target } from "./scope.ts";
import { childrenOf, isDirective } from "./tree.ts";

type Of<T extends AnyNode["type"]> = Extract<AnyNode, { type: T }>;

const check = `;${entryCheck};`;

/** Rewrites one text. */
export class Rewriter {
  readonly #source: string;
  readonly #loops: Loops;
  #scope = new Scope();

  constructor(source: string) {
    this.#source = source;
    this.#loops = new Loops(source, (node) => this.text(node), () => this.#scope);
  }

  /** A text that is one expression. */
  expression(program: Program): string {
    return this.#copy(program);
  }

  /** A module's text: it may begin to run without the lock. */
  program(program: Program): string {
    return this.#body(program, check);
  }

  /** A node's text. */
  text(node: AnyNode): string {
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#function(node);
      case "StaticBlock":
        return this.#apart(() => this.#body(node, ""));
      case "AwaitExpression":
      case "YieldExpression":
        return `$gil.resume(${this.#copy(node)})`;
      case "TryStatement":
        return this.#try(node);
      case "BlockStatement":
        return this.#block(node);
      case "LabeledStatement":
        return this.#labeled(node, []);
      case "SwitchStatement":
        return this.#scope.within(
          { kind: "switch", labels: [], isContinued: false },
          () => this.#copy(node),
        );
      case "BreakStatement":
      case "ContinueStatement":
        return this.#loops.jump(node) ?? this.#copy(node);
      case "WithStatement":
        throw new SyntaxError("Cannot instrument: its object may hide the checks");
      default:
        return this.#statement(node, []) ?? this.#copy(node);
    }
  }

  #statement(node: AnyNode, labels: readonly string[]): string | undefined {
    switch (node.type) {
      case "WhileStatement":
      case "DoWhileStatement":
        return this.#loops.split(node, labels);
      case "ForStatement":
        return bindsEachTurn(node) ? this.#each(node, labels) : this.#loops.split(node, labels);
      case "ForOfStatement":
        return this.#loops.walk(node, labels) ?? this.#each(node, labels);
      case "ForInStatement":
        return this.#each(node, labels);
      default:
        return undefined;
    }
  }

  #labeled(node: Of<"LabeledStatement">, outer: readonly string[]): string {
    const labels = [...outer, node.label.name];
    const { body } = node;
    if (body.type === "LabeledStatement") return this.#labeled(body, labels);
    const loop = this.#statement(body, labels);
    if (loop !== undefined) return loop;
    const target: Target = { kind: "block", labels, isContinued: false };
    return labelled(labels) + this.#scope.within(target, () => this.text(body));
  }

  /** A loop that keeps its shape; its body gets the check. */
  #each(
    node: Of<"ForInStatement" | "ForOfStatement" | "ForStatement">,
    labels: readonly string[],
  ): string {
    this.#scope.needsCounter = true;
    const target: Target = { kind: "loop", labels, isContinued: false };
    const body = this.#scope.within(target, () => this.text(node.body));
    const head = this.#copy(node, node.body.start);
    const loop = `${labelled(labels)}${head}{${turnCheck}${body}}`;
    const isAsync = node.type === "ForOfStatement" && node.await;
    return isAsync ? `{${loop}${check}}` : loop;
  }

  #function(node: FunctionNode): string {
    return this.#apart(() => {
      if (node.body.type === "BlockStatement") {
        return this.#copy(node, node.body.start) + this.#body(node.body, check);
      }
      const text = `(${entryCheck},(${this.text(node.body)}))`;
      return this.#copy(node, node.body.start) + text + this.#source.slice(node.body.end, node.end);
    });
  }

  /** Rewrites what is a function of its own. */
  #apart(rewrite: () => string): string {
    const outer = this.#scope;
    this.#scope = new Scope();
    const text = rewrite();
    this.#scope = outer;
    return text;
  }

  /** Statements with something before the first that is no directive. */
  #body(node: Of<"BlockStatement" | "StaticBlock" | "Program">, first: string): string {
    const statements = childrenOf(node);
    const start = statements.find((one) => !isDirective(one))?.start ??
      (node.type === "Program" ? node.end : node.end - 1);
    const head = this.#copy(node, start);
    const rest = this.#copy(node, node.end, start);
    return head + first + (this.#scope.needsCounter ? `let ${counter}=${turns};` : "") + rest;
  }

  /** What an `await using` awaits at the end of its block. */
  #block(node: Of<"BlockStatement">): string {
    const disposes = node.body.some((one) =>
      one.type === "VariableDeclaration" && one.kind === "await using"
    );
    return disposes ? `{${this.#copy(node)}${check}}` : this.#copy(node);
  }

  #try({ start, end, block, handler, finalizer }: Of<"TryStatement">): string {
    const parts = [block, handler?.body, finalizer].filter((part) => part != null);
    let text = "";
    let at = start;
    for (const part of parts) {
      text += part === handler?.body
        ? this.#source.slice(at, handler.start) + this.#copy(handler, part.start)
        : this.#source.slice(at, part.start);
      text += part === block ? this.text(part) : this.#checked(part);
      at = part.end;
    }
    return text + this.#source.slice(at, end);
  }

  #checked(node: Of<"BlockStatement">): string {
    const text = this.#block(node);
    return `{${check}${text.slice(1)}`;
  }

  /** The text between two places of a node, its children rewritten. */
  #copy(node: Node, to: number = node.end, from: number = node.start): string {
    let text = "";
    let at = from;
    for (const child of childrenOf(node)) {
      if (child.start < from || child.end > to) continue;
      text += this.#source.slice(at, child.start) + this.text(child);
      at = child.end;
    }
    return text + this.#source.slice(at, to);
  }
}
