/** An argument is what it was when it was submitted, whatever becomes of it while its task waits. */

import assert from "node:assert/strict";
import { transfer } from "../../mod.ts";
import { type Kind, tasks, testsOf } from "../fixtures/kinds.ts";

export function snapshotContract(kind: Kind): void {
  const { share, isProcess } = kind;
  const test = testsOf(kind);

  test("an argument is what it was at submit(), however many tasks wait", async () => {
    const executor = share(1);
    await executor.submit(Math.sqrt, 1);
    const count = isProcess ? 1_000 : 2_000;
    const bytes = new Uint32Array(2);
    const makers: Record<string, (i: number) => unknown> = {
      "a typed array": (i) => (bytes[0] = i, bytes),
      "an object": (i) => Object.assign(object, { id: i }),
      "a Map": (i) => map.set("id", i),
      "a long array": (i) => (long[0] = i, long),
    };
    const [object, map, long] = [{ id: 0 }, new Map([["id", 0]]), new Float64Array(3_000)];
    const idOf = (value: unknown) =>
      value instanceof Map
        ? value.get("id")
        : (value as { id?: number }).id ?? (value as Uint32Array)[0];
    for (const [name, change] of Object.entries(makers)) {
      const some = name.startsWith("a long") ? count / 20 : count / 2;
      const futures = Array.from({ length: some }, (_, i) => executor.submit(idOf, change(i)));
      const seen = await Promise.all(futures);
      assert.deepEqual(seen, Array.from({ length: some }, (_, i) => i), name);
    }
  });

  test("the elements of map() are what they were at the call", async () => {
    const executor = share(1);
    for (const chunksize of [1, 2]) {
      const inputs = [{ id: 1 }, { id: 2, map: new Map([[1, 1]]) }, { id: 3 }];
      const results = executor.map(tasks.identity<unknown>, inputs, { chunksize });
      for (const input of inputs) {
        input.id = 9;
        input.map?.set(1, 9);
      }
      const seen = await Array.fromAsync(results);
      assert.deepEqual(seen, [{ id: 1 }, { id: 2, map: new Map([[1, 1]]) }, { id: 3 }]);
    }
  });

  test("a generator may give map() one object again and again, changed, in chunks too", async () => {
    const executor = share(1);
    const bytes = new Uint32Array(1), object = { id: 0, in: new Map<string, number>() };
    function* inputs(): Generator<unknown> {
      for (let i = 0; i < 5; i++) {
        bytes[0] = object.id = i;
        object.in.set("id", i);
        yield i % 2 === 0 ? bytes : object;
      }
    }
    async function* awaited(): AsyncGenerator<unknown> {
      yield* inputs();
    }
    const told = (value: unknown) =>
      (value as Uint32Array)[0] ?? (value as typeof object).in.get("id");
    for (const chunksize of [1, 3, "auto"] as const) {
      for (const given of [inputs(), awaited()]) {
        const seen = await Array.fromAsync(executor.map(told, given, { chunksize }));
        assert.deepEqual(seen, [0, 1, 2, 3, 4], String(chunksize));
      }
    }
    const marked = [1, 2].map((n) => Uint8Array.of(n));
    const moved = marked.map((one) => transfer(one, [one.buffer])).values();
    const sums = executor.map(([n]: Uint8Array) => n, moved, { chunksize: 2 });
    assert.deepEqual(await Array.fromAsync(sums), [1, 2]);
    assert.deepEqual(marked.map(({ length }) => length), isProcess ? [1, 1] : [0, 0]);
  });

  test("what is marked for transfer is moved by submit() itself", async () => {
    const executor = share(1);
    const running = executor.submit(tasks.identity, 1);
    const bytes = Uint8Array.of(5, 6);
    const { port1, port2 } = new MessageChannel();
    const future = executor.submit(tasks.identity, transfer(bytes, [bytes.buffer]));
    assert.equal(bytes.length, isProcess ? 2 : 0);
    assert.deepEqual([...await future], [5, 6]);
    if (!isProcess && kind.name !== "Web Workers") {
      const say = (port: MessagePort) => port.postMessage("said");
      const heard = new Promise((resolve) => port2.onmessage = ({ data }) => resolve(data));
      await executor.submit(say, transfer(port1, [port1]));
      assert.equal(await heard, "said");
    }
    port1.close();
    port2.close();
    await running;
  });

  test("memory that is shared stays so while its task waits", async () => {
    if (isProcess || !("SharedArrayBuffer" in globalThis)) return;
    const executor = share(1);
    const memory = new Uint8Array(new SharedArrayBuffer(4));
    const bump = (bytes: Uint8Array, _: unknown) => Atomics.add(bytes, 0, 1);
    const beside = [1, new Map(), new Uint8Array(20_000)];
    await Promise.all(beside.map((value) => executor.submit(bump, memory, value)));
    assert.equal(memory[0], beside.length);
  });

  test("a getter that submits while its argument is taken loses no task", async () => {
    const executor = share(1);
    const inner: PromiseLike<number>[] = [];
    const outer = {
      get id() {
        inner.push(executor.submit(Math.pow, 2, 3));
        return inner.length;
      },
      beside: new Map(),
    };
    const futures = [1, 2].map(() => executor.submit(tasks.identity, outer));
    assert.deepEqual((await Promise.all(futures)).map(({ id }) => id), [1, 2]);
    assert.deepEqual(await Promise.all(inner), [8, 8]);
  });

  test("an argument may be nested deeply", async () => {
    // A page's own clone is not looked through before it is made.
    const levels = "document" in globalThis ? 1_000 : 2_000;
    let deep: unknown[] = [];
    for (let level = 1; level < levels; level++) deep = [deep];
    const depthOf = (deep: unknown) => {
      let depth = 0;
      for (; Array.isArray(deep); deep = deep[0]) depth++;
      return depth;
    };
    const futures = [1, 2, 3].map(() => share(1).submit(depthOf, deep));
    assert.deepEqual(await Promise.all(futures), [levels, levels, levels]);
  });
}
