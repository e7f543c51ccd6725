/** Acorn's tree, as the rewriter walks it: each node's children, in the order of the text. */

import type { AnyNode, Node } from "acorn";

/** The children of a node; one that stands where another does, as in `{ a }`, is left out. */
export function childrenOf(node: Node): AnyNode[] {
  const found = Object.values(node).flat().filter(isNode);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return found.filter((child) => {
    if (child.start < end) return false;
    end = child.end;
    return true;
  });
}

/** Whether something in there may keep a binding: a function, a class or a direct `eval()`. */
export function mayCapture(node: AnyNode): boolean {
  if (/Function|^Class|^ArrowFunction/.test(node.type)) return true;
  if (node.type === "Identifier" && node.name === "eval") return true;
  return childrenOf(node).some(mayCapture);
}

/** Whether a statement is a directive, as `"use strict"` is. */
export function isDirective(node: AnyNode): boolean {
  return node.type === "ExpressionStatement" && node.directive !== undefined;
}

function isNode(value: unknown): value is AnyNode {
  return typeof (value as { type?: unknown } | null)?.type === "string";
}
