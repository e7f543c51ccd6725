/** Workers that say anything at all harm nobody but their own pool, and never the program. */

import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runProgram } from "../fixtures/run_program.ts";

/** How long each kind of worker is tried, in ms. */
const time = Number(process.env.FUTURES_FUZZ ?? 4_000);
const seed = Number(process.env.FUTURES_SEED ?? Math.floor(Math.random() * 2 ** 30));

const thief = fileURLToPath(new URL("programs/steal_channel.mjs", import.meta.url));
const flags = "Deno" in globalThis || "Bun" in globalThis
  ? ["--preload", thief]
  : ["--import", new URL("programs/steal_channel.mjs", import.meta.url).href];

for (const kind of ["threads", "processes"]) {
  test(`${kind} that say anything at all leave the program and others' tasks alone`, async () => {
    const program = new URL("programs/under_attack.ts", import.meta.url);
    const limit = { flags, timeout: time + 100_000 };
    const ended = await runProgram(program, [kind, String(seed), String(time)], limit);
    const { code, stdout, stderr } = ended;
    assert.deepEqual([code, stdout], [0, "all right\n"], `seed ${seed}: ${stderr}`);
  });
}
