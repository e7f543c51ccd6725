/** What a runtime shows of an error that came through a pool and that nothing has caught. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "../fixtures/run_program.ts";

const program = new URL("./cases/uncaught_error.ts", import.meta.url);

/** What ends the program, and what is to be read of it. */
const errors = {
  failure: /RangeError: the task's own/,
  death: /terminated abruptly with exit code 3 while it ran/,
  unsendable: /DataCloneError\]?: Cannot send an argument of/,
};

for (const kind of ["threads", "processes"]) {
  for (const [what, text] of Object.entries(errors)) {
    for (const how of ["awaited", "unheard"]) {
      test(`${kind}: an uncaught error (${what}, ${how}) shows no line of this package`, async () => {
        const { code, stderr } = await runProgram(program, [kind, what, how], {
          env: { NO_COLOR: "1" },
        });
        assert.notEqual(code, 0);
        assert.match(stderr, text);
        // The cause of what can't be sent is the runtime's own error, where it was thrown.
        const [shown] = stderr.split(/\bcaused?\b/i);
        assert.doesNotMatch(shown!, /\/src\/(?:wire|pool|core|worker|adapters)\//);
        assert.doesNotMatch(shown!, /worker eval\]:\d+:\d+\)?$/m);
      });
    }
  }
}
