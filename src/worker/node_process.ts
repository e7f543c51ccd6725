/** The `process` object that Deno, Bun and Node have, as far as the entries need it. */

type Listener = (value: never) => void;

/** Writes one piece of what goes through a stream. */
export type Write = (
  chunk: string | Uint8Array,
  encoding: string,
  done: (error?: unknown) => void,
) => void;

/** `process.stdout` or `process.stderr`, as far as it is used. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly writableLength: number;
  write(...values: unknown[]): boolean;
  _write: Write;
  _writev: null;
}

/** What the entries use of it. */
export interface NodeProcess {
  readonly platform?: string;
  stdout?: OutputStream | undefined;
  stderr?: OutputStream | undefined;
  getBuiltinModule?(id: string): unknown;
  on(event: string, listener: Listener): void;
  emit(event: string, ...values: unknown[]): boolean;
  eventNames(): (string | symbol)[];
  rawListeners(event: string | symbol): Listener[];
  listenerCount(event: string): number;
  removeListener(event: string | symbol, listener: Listener): void;
  removeAllListeners(event?: string | symbol): NodeProcess;
  hasUncaughtExceptionCaptureCallback?(): boolean;
  exit(code: number): never;
  emitWarning?: unknown;
  send?(message: unknown): void;
}

/** The object, where there is one. */
export function nodeProcess(): NodeProcess | undefined {
  return (globalThis as unknown as { process?: NodeProcess }).process;
}

/** What a worker hears its pool by, and by what the runtimes count who listens. */
const kept = new WeakSet<Listener>();
const hooks: readonly unknown[] = ["newListener", "removeListener"];

/** Adds a listener that a task's `process.removeAllListeners()` leaves there. */
export function keepListening(process: NodeProcess, event: string, listener: Listener): void {
  kept.add(listener);
  process.on(event, listener);
}

/** Has `process.removeAllListeners()` remove what tasks and their modules have added. */
function spareKept(process: NodeProcess): void {
  process.removeAllListeners = (name) => {
    const events = name === undefined ? process.eventNames() : [name];
    for (const event of events) {
      if (name === undefined && hooks.includes(event)) continue;
      for (const listener of process.rawListeners(event)) {
        if (!kept.has(listener)) process.removeListener(event, listener);
      }
    }
    return process;
  };
}

/**
 * Has what nothing caught reported instead of ending the worker: `Port.catchAll()` of both entries.
 *
 * What a task or a library handles by a listener of its own is not reported, as it would end no
 * program. Such libraries look for other listeners: what this listens to is none, but on Bun, which
 * tells of rejections nowhere else.
 */
export function catchAll(process: NodeProcess, report: (error: unknown) => void): void {
  spareKept(process);
  const isHandled = (event: string, own: number): boolean => process.listenerCount(event) > own;
  if (!("Bun" in globalThis)) {
    return keepListening(process, "uncaughtExceptionMonitor", (error) => {
      if (isHandled("uncaughtException", 0)) return;
      if (!process.hasUncaughtExceptionCaptureCallback?.()) report(error);
    });
  }
  keepListening(process, "uncaughtException", (error) => {
    if (!isHandled("uncaughtException", 1)) report(error);
  });
  keepListening(process, "unhandledRejection", (reason) => {
    if (isHandled("unhandledRejection", 1)) return;
    process.emit("uncaughtException", reason, "unhandledRejection");
  });
}
