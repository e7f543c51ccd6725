/**
 * Workers that are threads of `node:worker_threads`: on Deno, Bun and Node the only kind that
 * tells when and why it ended. The program is evaluated from its text: no file has to be found, in
 * a package, a bundle or an executable, and no permission is needed.
 *
 * Node runs the modules that `--import` names, loaders like tsx's among them, in each thread but in
 * those of a text. So its threads begin as a module, `opening`, which makes of itself what a thread
 * of a text is: names resolve from the program's folder, and CommonJS has its globals.
 */

import { Math } from "../core/primordials.ts";
import type { ExitReason, SpawnWorker } from "../pool/worker_handle.ts";
import { program } from "../worker/program.gen.ts";
import { builtin } from "./builtin.ts";
import { bunPreloads } from "./bun_preloads.ts";
import { denoPreloads } from "./deno_flags.ts";
import { runtime } from "./detect.ts";
import { assertDescriptors } from "./file_descriptors.ts";
import { optionsOfEnvironment, valuesOf } from "./flags.ts";
import { assertServes, mark } from "./self_start.ts";
import { startFolder } from "./start_folder.ts";

interface NodeWorker {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  terminate(): Promise<number>;
  ref(): void;
  unref(): void;
  on(event: "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
}

interface NodePort {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  on(event: "message" | "messageerror", listener: (value: unknown) => void): void;
  addEventListener(event: string, listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
  unref(): void;
  close(): void;
}

interface ResourceLimits {
  readonly maxOldGenerationSizeMb: number;
  readonly maxYoungGenerationSizeMb?: number;
}

interface WorkerOptions {
  readonly eval?: true;
  readonly name: string;
  readonly resourceLimits: ResourceLimits;
  readonly workerData?: unknown;
  /** Bun's: modules that are loaded first. */
  readonly preload?: readonly string[];
}

interface WorkerThreads {
  readonly MessageChannel: new () => { readonly port1: NodePort; readonly port2: NodePort };
  receiveMessageOnPort(port: NodePort): { readonly message: unknown } | undefined;
  readonly Worker: new (source: string | URL, options: WorkerOptions) => NodeWorker;
}

interface Urls {
  readonly URL: typeof URL;
}

interface V8 {
  getHeapStatistics(): { readonly heap_size_limit: number };
}

/** How much of the heap that a thread would have anyway; the rest lets V8 end it in good order. */
const heapShare = 0.9;

/**
 * A thread that runs out of memory takes the program with it, unless it has a limit of its own.
 *
 * Node has 16 MB left then for all that a collection of the young generation moves at once: it is
 * kept at 48 MB, as it is on small heaps. Bun knows no limits.
 */
function resourceLimits(): ResourceLimits {
  const { heap_size_limit } = builtin<V8>("node:v8")!.getHeapStatistics();
  const maxOldGenerationSizeMb = Math.floor(heapShare * heap_size_limit / 2 ** 20);
  if (runtime !== "node") return { maxOldGenerationSizeMb };
  return { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: 48 };
}

/**
 * Evaluated by `_compile`, the program's `import()` and that of tasks resolve as in a file of the
 * folder. What is to be preloaded does, too: only if Node didn't, see `startOnNode()`.
 */
const opening = `{
const { getBuiltinModule: builtin } = process;
const threads = builtin("node:worker_threads");
const Module = builtin("node:module");
const { program, folder, preloads } = threads.workerData;
threads.workerData = undefined;
Module.syncBuiltinESMExports();
const module = new Module("[worker eval]");
module.filename = builtin("node:path").resolve(folder, module.id);
const require = Module.createRequire(module.filename);
const { id: __filename, exports } = module;
Object.assign(globalThis, { module, exports, require, __filename, __dirname: "." });
if (process.argv[1] !== module.id) process.argv.splice(1, 0, module.id);
const compile = (text) => module._compile(text, module.filename);
const run = () => compile(program);
if (preloads.length === 0) run();
else {
  compile("module.exports = (name) => import(name)");
  const load = module.exports;
  preloads.reduce((before, name) => before.then(() => load(name)), Promise.resolve()).then(run);
}
}`;

/**
 * Node would look for `./preload.js` in the folder where the program is now. Where that isn't the
 * one in which it was started, the thread is one of a text, for which Node preloads nothing.
 */
function startOnNode(options: WorkerOptions): NodeWorker {
  const { Worker } = builtin<WorkerThreads>("node:worker_threads")!;
  const folder = startFolder();
  const preloads = folder === undefined
    ? []
    : [...valuesOf(["--import"], optionsOfEnvironment()), ...valuesOf(["--import"])];
  const workerData = { [mark]: true, program, folder: folder ?? "", preloads };
  if (preloads.length > 0) return new Worker(opening, { ...options, workerData, eval: true });
  const { URL } = builtin<Urls>("node:url")!;
  const url = new URL(`data:text/javascript,${encodeURIComponent(opening)}`);
  return new Worker(url, { ...options, workerData });
}

/** In threads whose data says what they are until they serve. */
const unmark = `process.getBuiltinModule("node:worker_threads").workerData = undefined;`;

function startOnBun(options: WorkerOptions): NodeWorker {
  const { Worker } = builtin<WorkerThreads>("node:worker_threads")!;
  const own = { workerData: { [mark]: true }, preload: bunPreloads(), eval: true } as const;
  return new Worker(`${unmark}${program}`, { ...options, ...own });
}

function startOnDeno(options: WorkerOptions): NodeWorker {
  const { Worker } = builtin<WorkerThreads>("node:worker_threads")!;
  const preloads = denoPreloads();
  if (preloads.length === 0) return new Worker(program, { ...options, eval: true });
  const run = `()=>{${unmark}(0,eval)(${JSON.stringify(program)})}`;
  const load = `(before,url)=>before.then(()=>import(url)),Promise.resolve()`;
  const text = `${JSON.stringify(preloads)}.reduce(${load}).then(${run})`;
  return new Worker(text, { ...options, workerData: { [mark]: true }, eval: true });
}

function startThread(name: string): NodeWorker {
  const options = { name, resourceLimits: resourceLimits() };
  switch (runtime) {
    case "node":
      return startOnNode(options);
    case "bun":
      assertDescriptors();
      return startOnBun(options);
    case "deno":
      assertDescriptors();
      return startOnDeno(options);
    case "browser":
      throw new Error("Cannot start a thread of Node's: browsers have none");
    default:
      return runtime satisfies never;
  }
}

/** Starts a thread, and gives it a port of its own: its `parentPort` is its tasks'. */
export const spawnNodeThread: SpawnWorker = (name, events) => {
  assertServes();
  const worker = startThread(name);
  const { MessageChannel, receiveMessageOnPort } = builtin<WorkerThreads>("node:worker_threads")!;
  const { port1: port, port2: its } = new MessageChannel();
  let reason: ExitReason = {};
  let hasSpoken = false;
  const receive = (message: unknown): void => {
    hasSpoken = true;
    events.message(message);
  };
  listen(port, receive, (error) => events.messageError(error));
  worker.on("error", (error) => {
    reason = { error };
  });
  // The code of a thread that failed to start tells nothing: Node's is 0 where room was lacking.
  const failed = () => !hasSpoken && "error" in reason;
  worker.on("exit", (code) => {
    for (let last = receiveMessageOnPort(port); last; last = receiveMessageOnPort(port)) {
      receive(last.message);
    }
    port.close();
    events.exit(failed() ? reason : { ...reason, code });
  });
  worker.postMessage({ port: its }, [its]);
  worker.unref();
  return {
    sharesMemory: true,
    post: (message, transfer) => port.postMessage(message, transfer),
    terminate: () => void worker.terminate(),
    ref: () => worker.ref(),
    unref: () => worker.unref(),
  };
};

/** Only the worker keeps the program alive. Deno's `on()` looks for ports in all that came. */
function listen(
  port: NodePort,
  receive: (message: unknown) => void,
  unread: (error: unknown) => void,
): void {
  if (runtime === "deno") {
    port.addEventListener("message", ({ data }) => receive(data));
    port.addEventListener("messageerror", ({ data }) => unread(data));
    port.start();
  } else {
    port.on("messageerror", unread);
    port.on("message", receive);
  }
  port.unref();
}
