/** The `process` object that Deno, Bun and Node have, as far as the entries need it. */

/** What the entries use of it. */
export interface NodeProcess {
  getBuiltinModule?(id: string): unknown;
  on(event: string, listener: (value: never) => void): void;
  exit(code: number): never;
  emitWarning?: unknown;
  send?(message: unknown): void;
}

/** The object, where there is one. */
export function nodeProcess(): NodeProcess | undefined {
  return (globalThis as unknown as { process?: NodeProcess }).process;
}

/** Has what nothing caught reported instead of ending the worker: `Port.catchAll()` of both entries. */
export function catchAll(process: NodeProcess, report: (error: unknown) => void): void {
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
}
