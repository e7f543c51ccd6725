/** How many cpus a container's quota comes to, over files that are not there. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { quota } from "../../src/adapters/cpu_count.ts";

/** The quota where there are these files. */
function quotaIn(files: Readonly<Record<string, string>>): number {
  return quota((path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT: ${path}`);
    return text;
  });
}

test("a container's quota was not seen on Node: cgroup v2", () => {
  const inContainer = (max: string) =>
    quotaIn({ "/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": max });
  assert.equal(inContainer("250000 100000\n"), 2);
  assert.equal(inContainer("100000 100000\n"), 1);
  assert.equal(inContainer("50000 100000\n"), 1);
  assert.equal(inContainer("max 100000\n"), Infinity);
});

test("a container's quota was not seen on Node: cgroup v1", () => {
  for (const controllers of ["cpu", "cpu,cpuacct", "cpuacct,cpu"]) {
    const inContainer = (limit: string) =>
      quotaIn({
        // Docker shows the path on the host, where nothing is in the container.
        "/proc/self/cgroup": `4:memory:/docker/1f\n3:cpuset:/\n2:${controllers}:/docker/1f\n0::/\n`,
        "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": limit,
        "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
      });
    assert.equal(inContainer("250000\n"), 2);
    assert.equal(inContainer("50000\n"), 1);
    assert.equal(inContainer("-1\n"), Infinity);
  }
});

test("the least quota of a group and those that it is in counts", () => {
  const groups = "0::/system.slice/web.service\n";
  assert.equal(
    quotaIn({
      "/proc/self/cgroup": groups,
      "/sys/fs/cgroup/system.slice/cpu.max": "300000 100000\n",
      "/sys/fs/cgroup/system.slice/web.service/cpu.max": "800000 200000\n",
    }),
    3,
  );
  assert.equal(
    quotaIn({
      "/proc/self/cgroup": "1:cpu:/a/b\n",
      "/sys/fs/cgroup/cpu/a/b/cpu.cfs_quota_us": "150000\n",
      "/sys/fs/cgroup/cpu/a/b/cpu.cfs_period_us": "50000\n",
      "/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us": "-1\n",
      "/sys/fs/cgroup/cpu/a/cpu.cfs_period_us": "100000\n",
    }),
    3,
  );
});

test("where there are no control groups, or none to be read, there is no quota", () => {
  assert.equal(quotaIn({}), Infinity);
  assert.equal(quotaIn({ "/proc/self/cgroup": "" }), Infinity);
  assert.equal(quotaIn({ "/proc/self/cgroup": "0::/\n" }), Infinity);
  assert.equal(
    quotaIn({ "/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/cpu.max": "nonsense" }),
    Infinity,
  );
});
