/** What workers may do under Deno: what the program was given, or less. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  type Permissions,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  UnsupportedError,
} from "../../mod.ts";
import { runProgram } from "../fixtures/run_program.ts";

const onDeno = "Deno" in globalThis;
const needsDeno = onDeno ? {} : { skip: "rights are Deno's" };
const module = fileURLToPath(new URL("./cases/rights_tasks.ts", import.meta.url));
const limits = ["--unstable-worker-options"];

/** What each task of the program says when it may not do what it does. */
const refused = {
  reads: /NotCapable: .*--allow-read/,
  imports: /TypeError: .*--allow-read/,
  asks: /NotCapable: .*--allow-env/,
};

/** The lines of the program, by task. */
async function linesOf(
  kind: "threads" | "processes",
  rights: readonly string[],
  permissions?: Permissions,
): Promise<Record<string, string>> {
  const args = [kind, ...(permissions ? [JSON.stringify(permissions)] : [])];
  const program = new URL("./cases/rights.ts", import.meta.url);
  // A child that no flag tells what it may do gets all rights from Deno's node:child_process.
  const given = rights.length > 0 ? rights : ["--deny-ffi"];
  const { code, stdout, stderr } = await runProgram(program, args, { rights: given });
  assert.deepEqual([code, stderr], [0, ""]);
  const lines = stdout.trimEnd().split("\n").map((line) => line.split(/ (.*)/));
  return Object.fromEntries(lines);
}

/** All that may do nothing else can compute. */
function assertOnly(
  lines: Record<string, string>,
  allowed: Readonly<Record<string, string>>,
): void {
  const { computes, factorial, mayImport: _, ...others } = lines;
  assert.deepEqual([computes, factorial], ["2", "120"]);
  for (const [task, refusal] of Object.entries(refused)) {
    if (task in allowed) assert.equal(others[task], allowed[task]);
    else assert.match(others[task]!, refusal);
  }
}

test("threads and kernels need no permission, a module needs read", needsDeno, async () => {
  assertOnly(await linesOf("threads", []), {});
  const reading = await linesOf("threads", [`--allow-read=${module}`]);
  assertOnly(reading, { reads: "true", imports: "imported" });
});

test("processes need run and env, and an error names the flag", needsDeno, async () => {
  for (const rights of [[], ["--allow-run"]]) {
    const { computes } = await linesOf("processes", rights);
    assert.match(computes!, /BrokenProcessPool: .*--allow-env/);
  }
  const { computes } = await linesOf("processes", ["--allow-env"]);
  assert.match(computes!, /BrokenProcessPool: .*--allow-run/);
  assertOnly(await linesOf("processes", ["--allow-run", "--allow-env"]), { asks: "true" });
});

test(
  "processes import from where Deno lets them by default, if the program may",
  needsDeno,
  async () => {
    const rights = ["--allow-run", "--allow-env"];
    for (const [flags, says] of [[[], "prompt"], [["--deny-import"], "denied"]] as const) {
      const lines = await linesOf("processes", [...rights, ...flags]);
      assert.equal(lines.mayImport, says);
    }
  },
);

test("processes get no right that the program has in part", needsDeno, async () => {
  const rights = ["--allow-run", "--allow-env", "--allow-read", "--deny-read=/etc"];
  assertOnly(await linesOf("processes", rights), { asks: "true" });
});

test('permissions: "none" leaves workers nothing but to compute', needsDeno, async () => {
  assertOnly(await linesOf("threads", ["-A", ...limits], "none"), {});
  // Deno's node:child_process gave all rights to a child without any flag of its own.
  assertOnly(await linesOf("processes", ["-A"], "none"), {});
});

test("permissions gives workers what it lists, and no more", needsDeno, async () => {
  for (const [kind, rights] of [["threads", limits], ["processes", []]] as const) {
    const reading = await linesOf(kind, ["-A", ...rights], { read: [module] });
    assertOnly(reading, { reads: "true", imports: "imported" });
    assertOnly(await linesOf(kind, ["-A", ...rights], { env: true, read: false }), {
      asks: "true",
    });
  }
});

test('permissions: "inherit" gives workers what the program has', needsDeno, async () => {
  const rights = [`--allow-read=${module}`, ...limits];
  assertOnly(await linesOf("threads", rights, "inherit"), { reads: "true", imports: "imported" });
});

test("permissions can't give what the program doesn't have", needsDeno, async () => {
  const program = new URL("./cases/rights.ts", import.meta.url);
  for (const [permissions, flag] of [[{ read: true }, ""], [{ read: [module] }, `=${module}`]]) {
    const args = ["threads", JSON.stringify(permissions)];
    const { code, stderr } = await runProgram(program, args, { rights: ["--allow-read=/nowhere"] });
    assert.equal(code, 1);
    const told = `RangeError: Cannot give workers --allow-read${flag}: ` +
      "this program was not given it itself";
    assert.ok(stderr.includes(told), stderr);
  }
});

test("permissions must be known rights", needsDeno, () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    ["some", /permissions must be "none", "inherit" or an object: some/],
    [null, /permissions must be "none", "inherit" or an object: null/],
    [{ reed: true }, /permissions has no right reed/],
    [{ read: "/tmp" }, /permissions.read must be a boolean or an array of strings/],
    [{ read: [1] }, /permissions.read must be a boolean or an array of strings/],
    [{ read: ["a,b"] }, /permissions.read can't name "a,b"/],
  ];
  for (const [permissions, message] of wrong) {
    const options = { permissions: permissions as Permissions };
    assert.throws(() => new ThreadPoolExecutor(options), { name: "TypeError", message });
    assert.throws(() => new ProcessPoolExecutor(options), { name: "TypeError", message });
  }
});

test("permissions are Deno's alone", { skip: onDeno && "this is Deno" }, () => {
  const options = { permissions: "none" } as const;
  for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
    assert.throws(() => new Pool(options), UnsupportedError);
  }
});
