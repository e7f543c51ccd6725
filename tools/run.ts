/**
 * Runs one program to its end and keeps all it wrote.
 *
 * A program gets a process group of its own, and the whole group is killed when the program has
 * ended, hangs or the run is interrupted: what a test leaves behind must not outlive it. Must not
 * know what is run or what its output means.
 */

/** What to run, and for how long at most. */
export interface Program {
  readonly path: string;
  readonly args: readonly string[];
  /** Variables on top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder to run it in; without one, this process's. */
  readonly cwd?: string;
  /** Milliseconds until the program is killed. */
  readonly timeout: number;
}

/** How a program ended. */
export interface Ended {
  readonly code: number;
  /** Standard output and standard error, in the order they came. */
  readonly output: string;
  readonly milliseconds: number;
  readonly timedOut: boolean;
}

/** Meant for this process or for a terminal; they would change what the programs do or print. */
const unwanted = ["FORCE_COLOR", "NODE_OPTIONS", "NODE_TEST_CONTEXT"];

/** How long a program that has ended may still be read from: a stray child can hold its pipes. */
const drainTime = 2_000;

/** How long a program that hangs may take to say what it was doing, once it is interrupted. */
const lastWordsTime = 2_000;

const running = new Set<Deno.ChildProcess>();

/** Runs `program`; never throws: one that can't be started ends with a shell's code for it, 127. */
export async function run(program: Program): Promise<Ended> {
  try {
    return await watch(spawn(program), program.timeout);
  } catch (error) {
    return { code: 127, output: `${error}\n`, milliseconds: 0, timedOut: false };
  }
}

/**
 * Runs a program that must succeed; returns what it wrote.
 *
 * @throws {Error} with what it wrote, if its exit code is not 0
 */
export async function succeed(program: Program): Promise<string> {
  const { code, output } = await run(program);
  if (code !== 0) throw new Error(output.trim());
  return output;
}

/** Kills every program that is still running, with its children. */
export function killAll(): void {
  running.forEach(kill);
}

async function watch(child: Deno.ChildProcess, timeout: number): Promise<Ended> {
  const start = performance.now();
  running.add(child);
  let timedOut = false;
  let timer = setTimeout(() => {
    timedOut = true;
    child.kill("SIGINT");
    timer = setTimeout(kill, lastWordsTime, child);
  }, timeout);
  const output = collect(child);
  const { code } = await child.status;
  clearTimeout(timer);
  kill(child);
  running.delete(child);
  return { code, output: await output(), milliseconds: performance.now() - start, timedOut };
}

function spawn({ path, args, env, cwd }: Program): Deno.ChildProcess {
  const inherited = Deno.env.toObject();
  for (const name of unwanted) delete inherited[name];
  return new Deno.Command(path, {
    args: [...args],
    env: { ...inherited, NO_COLOR: "1", ...env },
    clearEnv: true,
    ...(cwd === undefined ? {} : { cwd }),
    detached: Deno.build.os !== "windows",
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Reads both streams as they come; the function returned gives what has come by the end. */
function collect(child: Deno.ChildProcess): () => Promise<string> {
  const chunks: string[] = [];
  const readers = [child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) chunks.push(text);
  });
  return async () => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => timer = setTimeout(resolve, drainTime));
    await Promise.race([Promise.all(readers), late]);
    clearTimeout(timer);
    return chunks.join("");
  };
}

function kill(child: Deno.ChildProcess): void {
  try {
    if (Deno.build.os === "windows") killTree(child.pid);
    else Deno.kill(-child.pid, "SIGKILL");
  } catch {
    // The group has already ended.
  }
}

/** Windows has no process groups that a signal reaches. */
function killTree(pid: number): void {
  new Deno.Command("taskkill", {
    args: ["/T", "/F", "/PID", `${pid}`],
    stdout: "null",
    stderr: "null",
  }).outputSync();
}
