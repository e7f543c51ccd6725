/**
 * Sees to it that no child process outlives this one, however this one ends.
 *
 * A child that waits for a message notices that its parent is gone; one that is busy does not. So
 * a shell, one for all children, holds the end of a pipe, is told who lives, and when the pipe
 * closes without a word kills who is left. It costs a millisecond and no event: it waits in `read`.
 * Windows has no such shell: there a busy child ends with its task.
 */

import { SafeSet } from "../core/primordials.ts";
import { builtin } from "./builtin.ts";
import { mayRun } from "./deno_permissions.ts";
import { onWindows, runtime } from "./detect.ts";

interface Shell {
  /** None if it couldn't be started. */
  readonly pid?: number;
  readonly stdin: {
    write(text: string): void;
    end(): void;
    /** Bun's has none: it keeps nothing alive. */
    unref?(): void;
    on(event: "error", listener: () => void): void;
  };
  unref(): void;
  on(event: "error", listener: () => void): void;
}

interface ChildProcess {
  spawn(command: string, args: readonly string[], options: object): Shell;
}

/**
 * Reads `+ pid` and `- pid`. Ctrl-C reaches it too, and must not end it before its work is done.
 * Children that are idle get 0.3 s to end in their own way.
 */
const script = `trap "" INT HUP TERM
pids=" "
while read -r change pid; do
  case $change in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
case $pids in *[0-9]*) sleep 0.3; kill -9 $pids ;; esac`;

/** Found without the PATH, which is the user's to choose. */
const shellPath = "/bin/sh";

const guarded = /* @__PURE__ */ new SafeSet<number>();
let shell: Shell | undefined;

/** Has a child die with this process. */
export function guardChild(pid: number | undefined): void {
  if (pid === undefined || onWindows || (runtime === "deno" && !mayRun(shellPath))) return;
  shell ??= startShell();
  shell?.stdin.write(`+ ${pid}\n`);
  guarded.add(pid);
}

/** A child is gone; its number may be another's soon. */
export function releaseChild(pid: number | undefined): void {
  if (pid === undefined || !guarded.delete(pid)) return;
  shell?.stdin.write(`- ${pid}\n`);
  if (guarded.size > 0) return;
  shell?.stdin.end();
  shell = undefined;
}

/** None if the system has no shell or no room for one: busy children then live on by themselves. */
function startShell(): Shell | undefined {
  const { spawn } = builtin<ChildProcess>("node:child_process")!;
  try {
    const started = spawn(shellPath, ["-c", script], { stdio: ["pipe", "ignore", "ignore"] });
    started.on("error", () => {});
    started.stdin.on("error", () => {});
    if (started.pid === undefined) return undefined;
    started.unref();
    started.stdin.unref?.();
    return started;
  } catch {
    return undefined;
  }
}
