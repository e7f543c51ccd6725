/** The command line of the bench CLI: what is read out of it, and the one line for what can't be. */

import assert from "node:assert/strict";
import { test } from "node:test";
import contrast from "../../bench/cases/contrast.ts";
import { type BenchCase, command } from "../../bench/command.ts";
import { readCommandLine } from "../../bench/command_line.ts";
import { choice, count, file, type Flags, toggle, UsageError } from "../../bench/flags.ts";
import { helpText } from "../../bench/help.ts";

const flags: Flags = {
  size: count("how many", 1000),
  kind: choice("which", ["red", "green", "blue"]),
  fast: toggle("hurry"),
};
const common: Flags = { json: file("where to"), help: toggle("show this", "h") };
const commands = [caseNamed("first"), caseNamed("second")];

function caseNamed(name: string) {
  const definition: BenchCase<Flags> = {
    name,
    summary: `the ${name} one`,
    flags,
    plan: () => assert.fail("reading a command line plans nothing"),
  };
  return command(definition);
}

function read(...args: string[]) {
  return readCommandLine(args, commands, common);
}

function assertRefused(args: readonly string[], message: string): void {
  assert.throws(() => read(...args), (error) => {
    assert.ok(error instanceof UsageError);
    assert.equal(error.message, message);
    return true;
  });
}

function planFor(...args: string[]) {
  const { command, values } = readCommandLine(args, [contrast], common);
  return command.plan(values);
}

test("readCommandLine() takes the first command when none is named", () => {
  assert.equal(read().command.name, "first");
  assert.equal(read("--fast").command.name, "first");
  assert.equal(read("second", "--fast").command.name, "second");
});

test("readCommandLine() gives each flag its value when it is there, else undefined", () => {
  const { values } = read("--size", "12", "--fast", "--json=-x.json");
  const { size, kind, fast, json, help } = values;
  assert.deepEqual({ size, kind, fast, json, help }, {
    size: 12,
    kind: undefined,
    fast: true,
    json: "-x.json",
    help: undefined,
  });
});

test("readCommandLine() takes the last count and all choices when a flag is repeated", () => {
  const { values } = read("--size", "1", "--size=2e2", "--kind", "blue", "--kind=blue,red");
  assert.equal(values.size, 200);
  assert.deepEqual(values.kind, ["red", "blue"]);
});

test("readCommandLine() knows a flag by its letter when it has one", () => {
  assert.equal(read("-h").values.help, true);
});

test("readCommandLine() refuses a count when it is not a positive integer in range", () => {
  for (const text of ["0", "2.5", "x", "-3", "0x10", "1e-1", "1e999x"]) {
    assertRefused(["--size", text], `Cannot understand --size: not a positive integer: ${text}`);
  }
  assertRefused(["--size", "1001"], "Cannot understand --size: more than 1000: 1001");
  assertRefused(["--size", "1e999"], "Cannot understand --size: more than 1000: 1e999");
});

test("readCommandLine() refuses a choice when it is not offered", () => {
  const message = "Cannot understand --kind: not one of red, green, blue: ";
  assertRefused(["--kind", "red,pink"], `${message}pink`);
  assertRefused(["--kind", "red,"], message);
});

test("readCommandLine() refuses a flag when its value is missing", () => {
  assertRefused(["--size"], "Cannot understand --size: its value is missing: N");
  assertRefused(["--size", "--fast"], "Cannot understand --size: its value is missing: N");
  assertRefused(["--json="], "Cannot understand --json: its value is missing: FILE");
});

test("readCommandLine() refuses what it does not know when it is given", () => {
  assertRefused(["third"], "Cannot run an unknown command, see --help: third");
  assertRefused(["--slow"], "Cannot understand --slow: no such flag, see --help");
  assertRefused(["-x"], "Cannot understand -x: no such flag, see --help");
  assertRefused(["--toString"], "Cannot understand --toString: no such flag, see --help");
  assertRefused(["--fast=1"], "Cannot understand --fast: it takes no value: 1");
  assertRefused(["first", "second"], "Cannot take an argument without a flag: second");
  assertRefused(["--fast", "--"], "Cannot take an argument without a flag: --");
});

test("helpText() lists commands, flags and their values when there are several", () => {
  const lines = helpText(commands, common).split("\n");
  assert.ok(lines.includes("  first (the default): the first one"));
  assert.ok(lines.includes("  second: the second one"));
  assert.ok(lines.includes("    --size N               how many"));
  assert.ok(lines.includes("    --kind red|green|blue  which"));
  assert.ok(lines.includes("  -h, --help   show this"));
});

test("contrast plans two tasks a worker and more rounds without Python when nothing is given", () => {
  const options = planFor("--workers", "3").options as Record<string, unknown>;
  const beside = planFor("--workers", "3", "--python").options as Record<string, unknown>;
  assert.equal(options.tasks, 6);
  assert.deepEqual(options.workloads, ["factorial", "sum"]);
  assert.ok(Number(options.rounds) > Number(beside.rounds));
});

test("contrast plans one size for its workloads when it is given", () => {
  const options = planFor("--n", "500").options as Record<string, unknown>;
  assert.deepEqual(options.n, { factorial: 500, sum: 500 });
});

test("contrast refuses a size when a chosen workload can't take it", () => {
  assert.throws(() => planFor("--n", "1e9"), {
    name: "UsageError",
    message: "Cannot understand --n: more than 40000000, the limit of factorial: 1000000000",
  });
  planFor("--n", "1e9", "--workload", "sum");
});
