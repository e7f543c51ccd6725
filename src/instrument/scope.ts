/** What the rewriter has to know about the function it is in: which loops are around, and more. */

/** A statement that `break` or `continue` may refer to. */
export interface Target {
  readonly kind: "loop" | "switch" | "block";
  readonly labels: readonly string[];
  /** The label that `break` needs now, and `continue`: the loop has become two. */
  readonly split?: { readonly exit: string; readonly turn: string };
  /** Whether a `continue` referred to it. */
  isContinued: boolean;
}

/** One function, or a module's top level. */
export class Scope {
  /** Whether a loop counts its turns in the function's counter. */
  needsCounter = false;
  readonly #targets: Target[] = [];

  /** Rewrites what is inside of `target`. */
  within(target: Target, rewrite: () => string): string {
    this.#targets.push(target);
    const text = rewrite();
    this.#targets.pop();
    return text;
  }

  /** What a `break` without a label leaves. */
  broken(): Target | undefined {
    return this.#targets.findLast(({ kind }) => kind !== "block");
  }

  /** The loop that a `continue` goes on with. */
  continued(label: string | undefined): Target | undefined {
    return this.#targets.findLast(({ kind, labels }) =>
      label === undefined ? kind === "loop" : labels.includes(label)
    );
  }
}

/** What stands before a statement that has these labels. */
export function labelled(labels: readonly string[]): string {
  return labels.map((label) => `${label}:`).join("");
}
