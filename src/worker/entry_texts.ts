/** How this package's own texts run that a worker takes besides its program, such as the kernels. */

import { evaluateScript } from "../core/primordials.ts";
import { nodeProcess } from "./node_process.ts";

interface Vm {
  runInThisContext(text: string): unknown;
}

/**
 * Runs it as a script.
 *
 * @throws {EvalError} where evaluation is forbidden, as by a page's policy; where a flag of V8's
 * forbids it, Node and Deno still run scripts
 */
export function runText(text: string): void {
  try {
    evaluateScript(text);
  } catch (error) {
    const vm = nodeProcess()?.getBuiltinModule?.("node:vm") as Vm | undefined;
    if (!(error instanceof EvalError) || vm === undefined) throw error;
    vm.runInThisContext(text);
  }
}
