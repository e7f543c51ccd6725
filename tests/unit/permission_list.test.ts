/** What is read of an executor's `permissions`: once, what is their own, and as it is then. */

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import {
  type Grants,
  grantsOf,
  type PermissionList,
  type Permissions,
} from "../../src/adapters/permission_list.ts";

const nothing = {
  read: false,
  write: false,
  net: false,
  env: false,
  run: false,
  sys: false,
  ffi: false,
  import: false,
};

/** The copy, as an object that can be compared. */
function copyOf(permissions: unknown): Record<string, unknown> {
  return { ...grantsOf(permissions as Permissions) as Grants };
}

/** An object that counts how often each property is read. */
function counting<T extends object>(target: T): { readonly proxy: T; readonly reads: string[] } {
  const reads: string[] = [];
  const proxy = new Proxy(target, {
    get(target, key, receiver) {
      reads.push(String(key));
      return Reflect.get(target, key, receiver);
    },
  });
  return { proxy, reads };
}

test("permissions are copied: what changes them later changes nothing", () => {
  const net = ["example.com"];
  const list: { net: string[]; write?: boolean } = { net };
  const grants = grantsOf(list) as Grants;
  net.push("example.org");
  list.write = true;
  assert.deepEqual({ ...grants }, { ...nothing, net: ["example.com"] });
});

test("the copy of permissions is frozen and inherits nothing", () => {
  const grants = grantsOf({ net: ["example.com"] }) as Grants;
  assert.equal(Object.getPrototypeOf(grants), null);
  assert.ok(Object.isFrozen(grants));
  assert.ok(Object.isFrozen(grants.net));
  assert.ok(Object.isFrozen(grantsOf("none")));
});

test("a right that permissions inherit is not given", () => {
  assert.deepEqual(copyOf(Object.create({ read: true, write: true })), nothing);
  assert.deepEqual(
    copyOf(
      new class {
        get read() {
          return true;
        }
      }(),
    ),
    nothing,
  );
  const polluted = Object.prototype as PermissionList as { read?: boolean };
  try {
    polluted.read = true;
    assert.deepEqual(copyOf({}), nothing);
    assert.deepEqual(copyOf("none"), nothing);
  } finally {
    delete polluted.read;
  }
});

test("a right that can't be enumerated is the list's own all the same", () => {
  const list = Object.defineProperty({}, "env", { value: ["HOME"] });
  assert.deepEqual(copyOf(list), { ...nothing, env: ["HOME"] });
});

test("a getter among permissions is asked once, in an array too", () => {
  let turn = 0;
  const getters = {
    get env() {
      return turn++ > 0 || ["HOME"];
    },
  };
  assert.deepEqual(copyOf(getters), { ...nothing, env: ["HOME"] });
  const array = counting(["HOME", "PATH"]);
  const list = counting({ env: array.proxy, read: false });
  assert.deepEqual(copyOf(list.proxy), { ...nothing, env: ["HOME", "PATH"] });
  assert.deepEqual(list.reads, ["read", "env"]);
  assert.deepEqual(array.reads, ["length", "0", "1"]);
});

test("an array's own methods and iterator are not asked", () => {
  class Names extends Array<string> {
    override every(): this is string[] {
      return true;
    }
    override *[Symbol.iterator](): ArrayIterator<string> {
      yield "SECRET";
    }
    override map<U>(): U[] {
      return ["SECRET"] as U[];
    }
  }
  assert.deepEqual(copyOf({ env: Names.of("HOME") }), { ...nothing, env: ["HOME"] });
});

test("an array with a hole, or with what is no text, is refused", () => {
  const text = { toString: () => "HOME" };
  for (const env of [new Array(1), ["HOME", , "PATH"], [text], [new String("HOME")], [["HOME"]]]) {
    assert.throws(() => copyOf({ env }), {
      name: "TypeError",
      message: "permissions.env must be a boolean or an array of strings",
    });
  }
});

test("an empty array gives nothing", () => {
  assert.deepEqual(copyOf({ env: [], read: undefined }), nothing);
});

test("a path among permissions is made absolute, and a program with a path too", () => {
  const here = process.cwd();
  try {
    process.chdir(resolve(here, "src"));
    const list = { read: ["data", "..", "a/../b", "/srv/"], run: ["git", "./tool", "bin/tool"] };
    const grants = copyOf(list);
    process.chdir(here);
    assert.deepEqual(grants, {
      ...nothing,
      read: [resolve("src/data"), here, resolve("src/b"), resolve("/srv")],
      run: ["git", resolve("src/tool"), resolve("src/bin/tool")],
    });
  } finally {
    process.chdir(here);
  }
});

test("a name of Object's is no right", () => {
  const named = JSON.parse('{"__proto__":{"read":true}}');
  for (const list of [{ constructor: true }, { toString: true }, named, ["read"]]) {
    const [name] = Object.keys(list);
    assert.throws(() => copyOf(list), {
      name: "TypeError",
      message: `permissions has no right ${name}`,
    });
  }
});

test("a URL and a text that flags would take apart are refused", () => {
  for (
    const [right, thing] of [
      ["read", "file:///srv"],
      ["run", "FILE:///bin/cat"],
      ["read", "a,b"],
      ["env", "HOME,PATH"],
      ["read", ""],
      ["net", ""],
    ] as const
  ) {
    assert.throws(() => copyOf({ [right]: [thing] }), {
      name: "TypeError",
      message: `permissions.${right} can't name ${JSON.stringify(thing)}`,
    });
  }
});
