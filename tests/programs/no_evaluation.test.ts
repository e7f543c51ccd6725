/** Programs where V8 may not evaluate texts: it obeys a flag, which children have too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "../fixtures/run_program.ts";

const forbidden = "--disallow-code-generation-from-strings";
const options = { skip: "Bun" in globalThis && "Bun's engine knows no such flag" };

/** On Deno by the environment: a child doesn't learn what flags its parent was started with. */
const run = "Deno" in globalThis ? { env: { DENO_V8_FLAGS: forbidden } } : { flags: [forbidden] };

test("where V8 may not evaluate texts all runs but functions sent as source", options, async () => {
  const { code, stdout, stderr } = await runProgram(
    new URL("./cases/no_evaluation.ts", import.meta.url),
    [],
    run,
  );
  const line = "b, 8, 120, EvalError: Code generation from strings disallowed for this context: " +
    "a function sent as source text has to be evaluated; " +
    "export it from a module and submit it through importTasks()\n";
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: line.repeat(3), stderr: "" });
});
