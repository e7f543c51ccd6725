/** CPython's `executor.py`: `map()` with `buffersize`. */

import assert from "node:assert/strict";
import type { MapOptions } from "../../mod.ts";
import { core } from "./core.ts";
import type { Contract } from "./port.ts";

const ints = [0, 1, 2, 3];
const sizes = [1, 2, ints.length, 2 * ints.length];
const over = { done: true, value: undefined };

function* count(): Generator<number, never> {
  for (let number = 0;; number++) yield number;
}

export const buffersizeContract: Contract = (port, { create, share }) => {
  port(
    "ExecutorTest.test_map_buffersize_type_validation",
    "buffersize is an integer",
    () => {
      const executor = share(1);
      for (const buffersize of ["foo", 2.5]) {
        const options = { buffersize } as MapOptions;
        const expected = { name: "TypeError", message: "buffersize must be an integer" };
        assert.throws(() => executor.map(String, ints, options), expected);
      }
    },
  );

  port("ExecutorTest.test_map_buffersize_value_validation", "buffersize is positive", () => {
    const executor = share(1);
    for (const buffersize of [0, -1]) {
      const expected = { name: "RangeError", message: "buffersize must be > 0" };
      assert.throws(() => executor.map(String, ints, { buffersize }), expected);
    }
  });

  port("ExecutorTest.test_map_buffersize", "a buffer of any size gives all", async () => {
    const executor = share(2);
    for (const buffersize of sizes) {
      const results = executor.map(String, ints, { buffersize });
      assert.deepEqual(await Array.fromAsync(results), ["0", "1", "2", "3"]);
    }
  });

  port(
    "ExecutorTest.test_map_buffersize_on_multiple_iterables",
    "a buffer of any size gives all of several inputs",
    async () => {
      const executor = share(2);
      for (const buffersize of sizes) {
        const results = executor.map(core.add, ints, ints, { buffersize });
        assert.deepEqual(await Array.fromAsync(results), [0, 2, 4, 6]);
      }
    },
  );

  port(
    "ExecutorTest.test_map_buffersize_on_infinite_iterable",
    "a buffer lets map() work on an endless input",
    async () => {
      const executor = share(2);
      const results = executor.map(String, count(), { buffersize: 2 });
      for (const value of ["0", "1", "2"]) {
        assert.deepEqual(await results.next(), { done: false, value });
      }
    },
  );

  port(
    "ExecutorTest.test_map_buffersize_on_multiple_infinite_iterables",
    "a buffer lets map() work on several endless inputs",
    async () => {
      const executor = share(2);
      const results = executor.map(core.add, count(), count(), { buffersize: 2 });
      for (const value of [0, 2, 4]) {
        assert.deepEqual(await results.next(), { done: false, value });
      }
    },
  );

  port(
    "ExecutorTest.test_map_buffersize_on_empty_iterable",
    "a buffer over an empty input gives nothing",
    async () => {
      const results = share(1).map(String, [], { buffersize: 2 });
      assert.deepEqual(await results.next(), over);
    },
  );

  port(
    "ExecutorTest.test_map_buffersize_without_iterable",
    "a buffer without an input gives nothing",
    async () => {
      const results = share(1).map(core.capture, { buffersize: 2 });
      assert.deepEqual(await results.next(), over);
    },
  );

  port(
    "ExecutorTest.test_map_buffersize_when_buffer_is_full",
    "map() takes no more inputs than its buffer holds",
    async () => {
      const executor = create(2);
      const inputs = ints.values();
      const buffersize = 2;
      executor.map(String, inputs, { buffersize });
      await executor.shutdown();
      assert.deepEqual(inputs.next(), { done: false, value: buffersize });
    },
  );
};
