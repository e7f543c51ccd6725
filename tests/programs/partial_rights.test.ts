/** Rights that a program has in part: no worker gets what Deno denies to its program. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import type { Permissions } from "../../mod.ts";
import { runProgram } from "../fixtures/run_program.ts";
import { temporaryFolder } from "../fixtures/temporary_folder.ts";

const needsDeno = "Deno" in globalThis ? {} : { skip: "rights are Deno's" };

/** What processes, and threads with permissions, need. */
const needed = ["--no-prompt", "--unstable-worker-options", "--allow-run", "--allow-env"];

type Asked = Readonly<Record<string, string>>;

/** What executors say to permissions, or what their workers may, a line each. */
async function linesOf(
  kinds: string,
  flags: readonly string[],
  permissions: readonly Permissions[],
  asked: readonly Asked[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const program = new URL("./cases/given_rights.ts", import.meta.url);
  const args = [kinds, JSON.stringify(permissions), JSON.stringify(asked)];
  const rights = [...needed, ...flags];
  const { code, stdout, stderr } = await runProgram(program, args, { rights, env });
  assert.deepEqual([code, stderr], [0, ""]);
  return stdout.trimEnd().split("\n");
}

/** What is refused: flags, then a thing of a right each, as in a flag. */
type Refused = readonly (readonly [flags: readonly string[], things: readonly string[]])[];

async function assertRefused(whom: string, kinds: string, refused: Refused, why: string) {
  for (const [flags, things] of refused) {
    const permissions = things.map((thing) => {
      const [right, part] = thing.split("=");
      return { [right!]: part === undefined ? true : [part] };
    });
    const lines = await linesOf(kinds, flags, permissions);
    const told = things.flatMap((thing) => kinds.split(",").map(() => thing))
      .map((thing) => `RangeError: Cannot give ${whom} --allow-${thing}: ${why}`);
    assert.deepEqual(lines.map((line, at) => line.slice(0, told[at]!.length)), told);
  }
}

test("no worker gets what its program is denied, or has only in part", needsDeno, () => {
  const whole = ["read", "write", "net", "sys", "ffi", "import"].map((name) => `--allow-${name}`);
  return assertRefused("workers", "threads,processes", [
    [
      [
        ...whole,
        "--deny-read=/srv/a",
        "--deny-write=/srv/a",
        "--deny-ffi=/srv/a",
        "--deny-net=a.b:80,c.d,10.0.0.1",
        "--deny-env=FOO",
        "--deny-run=cat",
        "--deny-sys=uid",
        "--deny-import=a.b:80",
      ],
      [
        ...["read", "write", "net", "env", "run", "sys", "ffi", "import"],
        ...["read=/srv", "read=/", "read=/srv/a/c", "read=/srv/a", "write=/srv", "ffi=/srv"],
        ...["net=a.b:80", "net=A.B:80", "net=c.d", "net=c.d:1", "net=10.0.0.1"],
        ...["net=[::ffff:10.0.0.1]:80", "env=FOO", "run=cat", "run=/usr/bin/cat", "sys=uid"],
        ...["import=a.b:80"],
      ],
    ],
    [
      ["--allow-read=/srv", "--allow-net=a.b:80,*.e.f", "--allow-sys=uid"],
      ["read=/", "read=/srvx", "net=a.b", "net=e.g:1", "write=/srv", "sys=hostname", "ffi"],
    ],
  ], "this program was not given it itself");
});

test("no worker gets a pattern of hosts of which some may be denied", needsDeno, () =>
  // Deno itself lets threads have them, and may look at the grant before it looks at the denial.
  assertRefused("workers", "threads,processes", [
    [
      ["--allow-net", "--deny-net=10.1.0.0/16,x.a.b", "--allow-import", "--deny-import=x.a.b"],
      ["net=10.0.0.0/8", "net=10.1.2.0/24", "net=*.a.b:80", "net=*.c.d", "import=*.a.b"],
    ],
    [["--allow-net=*.a.b", "--deny-net=x.a.b"], ["net=*.a.b"]],
  ], "this program may be denied a part of that, and Deno does not tell; name each host"));

test(
  "a process gets no host of which a port or an address may be denied",
  needsDeno,
  () =>
    assertRefused("processes", "processes", [
      [
        [
          "--allow-net",
          "--deny-net=a.b:80,127.0.0.1,[::1]:80",
          "--allow-import",
          "--deny-import=c.d",
        ],
        [
          "net=a.b",
          "net=a.b:443",
          "net=localhost:80",
          "net=[::1]",
          "net=010.0.0.1:80",
          "import=a.b",
        ],
      ],
      [
        ["--allow-net=a.b,unix:/tmp/x", "--deny-net=a.b:80"],
        ["net=a.b", "net=a.b:443", "net=unix:/tmp/x"],
      ],
    ], "this program may be denied a part of that, and Deno does not tell; name an address and a"),
);

test(
  "a process gets no prefix of variables of which one may be denied",
  needsDeno,
  () =>
    assertRefused("processes", "processes", [
      [["--deny-env=FOO_A"], ["env=FOO_*", "env=*"]],
      [["--ignore-env=FOO_A"], ["env=FOO_*"]],
    ], "this program may be denied a part of that, and Deno does not tell; name each variable"),
);

/** That workers of these kinds may the first of what is asked, and not the rest. */
async function assertMay(
  kinds: string,
  flags: readonly string[],
  permissions: Permissions,
  may: readonly Asked[],
  mayNot: readonly Asked[],
): Promise<void> {
  const found = await linesOf(kinds, flags, [permissions], [...may, ...mayNot]);
  const line = JSON.stringify([...may.map(() => true), ...mayNot.map(() => false)]);
  assert.deepEqual(found, kinds.split(",").map(() => line));
}

const host = (host: string) => ({ name: "net", host });
const file = (path: string) => ({ name: "read", path });
const variable = (variable: string) => ({ name: "env", variable });
const kind = (kind: string) => ({ name: "sys", kind });

test("workers get the parts of a right that Deno tells of", needsDeno, async () => {
  const flags = [
    "--allow-net=a.b,10.0.0.1",
    "--allow-read=/srv",
    "--deny-env=FOO",
    "--allow-sys=uid",
  ];
  await assertMay(
    "threads,processes",
    flags,
    { net: ["10.0.0.1:80"], read: ["/srv/a"], env: ["BAR"], sys: ["uid"] },
    [host("10.0.0.1:80"), file("/srv/a/b"), variable("BAR"), kind("uid")],
    [host("10.0.0.1:81"), file("/srv/b"), variable("BAZ"), kind("hostname"), { name: "run" }],
  );
  await assertMay("threads", flags, { net: ["a.b"] }, [host("a.b:1")], [host("c.d:1")]);
});

test("workers get names, patterns and ports of a right that is whole", needsDeno, () =>
  assertMay(
    "threads,processes",
    ["--allow-net"],
    { net: ["*.a.b", "10.0.0.0/8", "c.d:80", "e.f"], env: ["FOO_*"] },
    [host("x.a.b:1"), host("10.1.2.3:1"), host("c.d:80"), host("e.f:1"), variable("FOO_A")],
    [host("c.d:81"), host("11.0.0.1:1"), variable("BAR")],
  ));

/** Two hosts that Deno trusts, and one that it trusts because of `JSR_URL`. */
const hosts = ["jsr.io:443", "esm.sh:443", "registry.test:443"]
  .map((host) => ({ name: "import", host }));
const registry = { JSR_URL: "https://registry.test" };

test("a process without imports has none from the hosts that Deno trusts", needsDeno, async () => {
  const permissions = ["none", { import: [] }, { read: true }] as const;
  const lines = await linesOf("processes", ["--allow-read"], permissions, hosts, registry);
  assert.deepEqual(lines, permissions.map(() => "[false,false,false]"));
});

test("a process imports from no host that its program may not", needsDeno, async () => {
  const cases = [
    [[], "[true,true,true]"],
    [["--allow-import=raw.githubusercontent.com:443"], "[false,false,false]"],
    [["--allow-import=jsr.io:443"], "[true,false,false]"],
    [["--deny-import=esm.sh:443,registry.test:443"], "[true,false,false]"],
    [["--deny-import"], "[false,false,false]"],
    [["--allow-import", "--deny-import=esm.sh:443"], "[false,false,false]"],
  ] as const;
  for (const [flags, may] of cases) {
    const lines = await linesOf("processes", flags, ["inherit"], hosts, registry);
    assert.deepEqual(lines, [may], flags.join(" "));
  }
});

test(
  "permissions that change, or are read twice, give what they gave first",
  needsDeno,
  async () => {
    const folder = temporaryFolder();
    for (const name of ["open", "closed"]) {
      mkdirSync(join(folder.path, name));
      writeFileSync(join(folder.path, name, "x"), name);
    }
    const program = new URL("./cases/changed_permissions.ts", import.meta.url);
    const rights = [...needed, "--allow-read"];
    for (const kind of ["threads", "processes"]) {
      const { stdout, stderr } = await runProgram(program, [kind, folder.path], { rights });
      assert.equal(stderr, "");
      const found = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
      assert.deepEqual(found, [
        ["extended", "open", "NotCapable", false],
        ["replaced", "open", "NotCapable", false],
        ["own", "open", "NotCapable", false],
        ["inherited", "NotCapable", "NotCapable", false],
        ["getter", "open", "NotCapable", false],
        ["moved", "open", "NotCapable", false],
      ]);
    }
    await folder.remove();
  },
);

test("a process gets no right that its program has lost since", needsDeno, async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, "cat"), "", { mode: 0o755 });
  const program = new URL("./cases/lost_rights.ts", import.meta.url);
  const rights = [
    "--no-prompt",
    `--allow-run=${process.execPath},cat`,
    "--allow-env",
    "--allow-sys=hostname",
  ];
  const { stdout, stderr } = await runProgram(program, [folder.path], { rights });
  assert.equal(stderr, "");
  const lost = (flag: string) =>
    `RangeError: Cannot give workers ${flag}: this program was not given it itself\n`;
  assert.equal(
    stdout,
    `path: ${lost("--allow-run=cat")}revoked: ${lost("--allow-sys=hostname")}` +
      `polluted: ${lost("--allow-sys")}`,
  );
  await folder.remove();
});
