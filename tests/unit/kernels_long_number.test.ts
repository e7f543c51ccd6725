/** BigInts to limbs and back: by the engine's own digits, and by text where there are none. */

import { test } from "node:test";
import assert from "node:assert/strict";
import { nativeDigits } from "../../src/adapters/native_digits.ts";
import { withCore } from "../../src/kernels/instance.ts";
import {
  digitsOf,
  fromText,
  takeLimbs,
  textDigits,
  toBigInt,
} from "../../src/kernels/long_number.ts";
import "../../src/kernels/mod.ts";

/** About every length up to a few limbs, then some long ones. */
const lengths = [...Array(300).keys(), 1023, 1024, 1025, 5000, 100_000, 1_000_001];

function* values(): Generator<bigint> {
  yield 0n;
  for (const bits of lengths) {
    const power = 1n << BigInt(bits);
    for (const value of [power, power - 1n, power + 1n, power / 3n]) {
      yield value;
      yield -value;
    }
  }
}

test("nativeDigits() reads and writes any number where the runtime has node:v8", () => {
  const native = nativeDigits();
  assert.ok(native !== undefined, "Deno, Bun and Node have it");
  for (const value of values()) {
    const bytes = native.read(value);
    assert.equal(bytes.length % 8, 0);
    assert.equal(native.write(bytes, value < 0n) === value, true, `${value.toString(16).length}`);
  }
});

test("digitsOf() and toBigInt() give the number back, whatever zeros are above it", () => {
  for (const value of values()) {
    withCore((core) => {
      core.reserve(8);
      const digits = digitsOf(value);
      const { address, limbs } = digits.put(core);
      const room = takeLimbs(core, 8);
      new Uint32Array(core.memory.buffer, room, 8).fill(0);
      assert.equal(toBigInt(core, { address, limbs }, digits.negative) === value, true);
      new Uint32Array(core.memory.buffer, room, 2)[0] = 7;
      assert.equal(toBigInt(core, { address: room, limbs: 5 }), 7n);
    });
  }
});

test("textDigits() and fromText() give the number back where a runtime has no digits", () => {
  for (const value of values()) {
    withCore((core) => {
      core.reserve(8);
      const digits = textDigits(value);
      const number = digits.put(core);
      takeLimbs(core, 8);
      assert.equal(fromText(core, number, digits.negative) === value, true);
    });
  }
});
