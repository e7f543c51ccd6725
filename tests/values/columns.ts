/** What becomes of the catalogue's values on the runtime at hand. */

import { type Executor, ProcessPoolExecutor, ThreadPoolExecutor } from "../../mod.ts";
import { catalogue } from "./catalogue.ts";

/** A cell of the table by the value's name; none where the runtime has no such value. */
export type Column = Readonly<Record<string, string>>;

/** The runtime at hand. */
export const runtime: string = "Deno" in globalThis ? "Deno" : "Bun" in globalThis ? "Bun" : "Node";

/** Makes the columns of this runtime, by their heads. */
export async function columns(): Promise<Readonly<Record<string, Column>>> {
  const [threads, processes] = [new ThreadPoolExecutor(1), new ProcessPoolExecutor(1)];
  const made = {
    [`${runtime}, threads`]: await column(threads),
    [`${runtime}, processes`]: await column(processes),
  };
  await Promise.all([threads.shutdown(), processes.shutdown()]);
  return made;
}

async function column(executor: Executor): Promise<Column> {
  const cells: Record<string, string> = {};
  for (const [name, make] of Object.entries(catalogue)) {
    try {
      make();
    } catch {
      continue;
    }
    const returns = !name.includes("transfer()");
    cells[name] = await cell(executor, make, returns);
  }
  return cells;
}

async function cell(
  executor: Executor,
  make: () => unknown,
  returns: boolean,
): Promise<string> {
  const value = make();
  const before = classOf(value);
  const there = await outcome(executor.submit(classOf, value));
  if (there === refused) return refused;
  const arrival = there === before ? "✓" : `becomes ${there}`;
  if (!returns) return arrival;
  const back = await outcome(executor.submit(identity, make()).then(classOf));
  return back === refused ? `${arrival} but not back` : arrival;
}

const refused = "`DataCloneError`";

async function outcome(seen: PromiseLike<string>): Promise<string> {
  try {
    return await seen;
  } catch (error) {
    const { name } = error as Error;
    return name === "DataCloneError" ? refused : `${error}`;
  }
}

function identity(value: unknown): unknown {
  return value;
}

/** The class of a value, as a worker sees it too. */
function classOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  if (Array.isArray(value)) return `\`Array\` of ${value.length}`;
  const name = `\`${value.constructor.name}\``;
  if (!ArrayBuffer.isView(value)) return name;
  const { byteOffset, byteLength, buffer } = value;
  const isOwn = byteLength === buffer.byteLength || value.constructor.name === "Buffer";
  return isOwn ? name : `${name} at ${byteOffset} of ${buffer.byteLength}`;
}
