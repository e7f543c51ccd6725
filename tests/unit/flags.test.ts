/** Which of this process's options its children get. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import process from "node:process";
import { test } from "node:test";
import { inherited, valuesOf } from "../../src/adapters/flags.ts";

const runtime = "Deno" in globalThis ? undefined : "Bun" in globalThis ? "bun" : "node";
const withHelp = runtime ? {} : { skip: "Deno tells no options" };

/** What an option's child has of it, between others. */
function between(runtime: "bun" | "node", ...words: readonly string[]): readonly string[] {
  const given = ["--title=a", ...words, "--conditions", "b"];
  const [first, ...rest] = inherited(runtime, given);
  assert.equal(first, "--title=a");
  assert.deepEqual(rest.splice(-2), ["--conditions", "b"]);
  return rest;
}

/** The options that this runtime's help shows, without what stands behind `=` there. */
function optionsInHelp(): string[] {
  const help = execFileSync(process.execPath, ["--help"], { encoding: "utf8" });
  const shown = help.matchAll(/(?<=^ +|, )(--?[a-zA-Z][\w.-]*)(?=[ =[,<]|$)/gm);
  return [...new Set(Array.from(shown, ([, name]) => name!))];
}

test(
  "every option that this runtime has is a child's with its value, or not at all",
  withHelp,
  () => {
    const options = optionsInHelp();
    assert.ok(options.length > 40, `${options.length} options`);
    for (const option of options) {
      for (const words of [[option], [`${option}=value`], [option, "value"]]) {
        const kept = between(runtime!, ...words);
        assert.ok(kept.length === 0 || kept.length === words.length, words.join(" "));
      }
    }
  },
);

test("an option's value became the child's script when it was a word of its own", () => {
  for (
    const option of [
      "-e",
      "--eval",
      "--test-concurrency",
      "--test-timeout",
      "--test-isolation",
      "--test-name-pattern",
      "--test-reporter",
      "--test-reporter-destination",
      "--test-coverage-include",
      "--experimental-test-isolation",
      "--watch-path",
      "--inspect-port",
      "--debug-port",
      "--inspect-publish-uid",
      "--input-type",
      "--snapshot-blob",
      "--run",
      "-pe",
      "--print",
    ]
  ) assert.deepEqual(between("node", option, "value"), [], option);
  for (const option of ["-e", "--eval", "-p", "--cwd", "--watch-kill-signal"]) {
    assert.deepEqual(between("bun", option, "value"), [], option);
  }
});

test("what changes how modules load is a child's, in whichever way it is written", () => {
  for (const option of ["--import", "-r", "--require", "--loader", "-C", "--env-file", "--new"]) {
    for (const words of [[option, "value"], [`${option}=value`]]) {
      assert.deepEqual(between("node", ...words), words);
    }
  }
  for (const option of ["--preload", "-r", "--config", "--define", "-d", "--tsconfig-override"]) {
    for (const words of [[option, "value"], [`${option}=value`]]) {
      assert.deepEqual(between("bun", ...words), words);
    }
  }
});

test("valuesOf() finds a value behind = and in the next word, in order", () => {
  const given = ["--import", "a", "-r", "b", "--import=c=d", "--importer=e", "--import", "-f"];
  assert.deepEqual(valuesOf(["--import"], given), ["a", "c=d"]);
  assert.deepEqual(valuesOf(["--import", "-r"], given), ["a", "b", "c=d"]);
});
