/** A participant of the dispatch bench whose program doesn't behave: what is told, what is left. */

import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { Racer } from "../../bench/dispatch/racer.ts";
import { burst } from "../../bench/dispatch/measurements/burst.ts";
import { first } from "../../bench/dispatch/measurements/first.ts";
import { memory } from "../../bench/dispatch/measurements/memory.ts";
import { sizesOf } from "../../bench/dispatch/sizes.ts";
import { OpenResources } from "../../bench/open_resources.ts";

const skip = process.platform === "win32" ? "needs a shell" : false;
const hello = `echo '{"answer":42}'`;

/** A racer whose program is a shell script. */
function racer(script: string, measurement = burst): Racer {
  return new Racer({ name: "any", role: "peer" }, {
    measurement,
    sizes: sizesOf(40, 2),
    limit: 1,
    launchOf: ({ name }) => ({ name, command: "sh", args: ["-c", script] }),
    open: new OpenResources(),
  });
}

/** Why a script fails. */
async function faultOf(script: string): Promise<string | undefined> {
  const one = racer(script);
  assert.equal(await one.lap(), undefined);
  assert.equal(await one.lap(), undefined, "it is given up");
  return one.fault;
}

test("lap() gives what the program answers, lap after lap, when it is well", { skip }, async () => {
  const answer = `read question; echo '{"sample":{"rate":5}}'`;
  const one = racer(`${hello}; ${answer}; ${answer}; read end`);
  assert.deepEqual(await one.lap(), { rate: 5 });
  assert.deepEqual(await one.lap(), { rate: 5 });
  await one.close();
  assert.equal(one.fault, undefined);
});

test("lap() times each program's start when only the first result counts", { skip }, async () => {
  const one = racer(`${hello}; read end`, first);
  const times = [await one.lap(), await one.lap()].map((sample) => sample?.ms ?? 0);
  assert.ok(times.every((ms) => ms > 0));
});

test("lap() gives a racer up with the reason when its program fails", { skip }, async () => {
  const faults = await Promise.all([
    faultOf(`echo '{"answer":41}'; read end`),
    faultOf(`echo '{"fault":"any is not installed"}'`),
    faultOf(`${hello}; read question; echo '{"fault":"wrong answer to task 3 of 10: 7"}'`),
    faultOf("echo oh no >&2; exit 3"),
    faultOf("exit 3"),
    faultOf("read nothing"),
  ]);
  assert.deepEqual(faults, [
    "wrong answer to the first task: 41",
    "any is not installed",
    "wrong answer to task 3 of 10: 7",
    "Cannot go on: any has ended: oh no",
    "Cannot go on: any has ended: exit code 3",
    "no answer within 1 s",
  ]);
});

test("lap() gives a racer up when its program says what is no JSON", { skip }, async () => {
  assert.match(await faultOf("echo hello; read end") ?? "", /JSON/);
});

test("isWarm() is true after so many laps as a measurement needs, ten at most", () => {
  const warmAfter = (one: Racer) => [0, 1, 2, 10].filter((laps) => one.isWarm(laps));
  assert.deepEqual(warmAfter(racer("")), [10]);
  assert.deepEqual(warmAfter(racer("", first)), [1, 2, 10]);
  assert.deepEqual(warmAfter(racer("", memory)), [0, 1, 2, 10]);
});

test("isWarm() is true when a racer is given up", { skip }, async () => {
  const one = racer("exit 3");
  await one.lap();
  assert.equal(one.isWarm(0), true);
});
