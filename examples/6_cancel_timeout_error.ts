/**
 * What else can become of a future: cancelled, not done in time, failed.
 *
 * Python: `future.cancel()`, `future.result(timeout=0.05)`, `except ValueError as error:`, and a
 * `threading.Event` for the gate, which holds the only worker until it is opened.
 */

import { ThreadPoolExecutor } from "@concurrent/futures";

function waitAt(gate: Int32Array): string {
  Atomics.wait(gate, 0, 0);
  return "the gate is open";
}

function parsePort(text: string): number {
  const port = Number(text);
  if (port > 65535) throw Object.assign(new RangeError(`no such port: ${text}`), { code: "PORT" });
  return port;
}

const executor = new ThreadPoolExecutor(1);
const gate = new Int32Array(new SharedArrayBuffer(4));
const held = executor.submit(waitAt, gate);

// Queued behind the held one, so no worker can have begun it.
const queued = executor.submit(parsePort, "80");
console.log(`cancel: ${queued.cancel()}`);
await queued.result().catch((error) => console.log(`queued: ${error.name}`));

// Only the waiting ends by a timeout; the task goes on.
await held.result(50).catch((error) => console.log(`held: ${error.name}`));
Atomics.store(gate, 0, 1);
Atomics.notify(gate, 0);
console.log(`held: ${await held}; cancel: ${held.cancel()}`);

// An error arrives with its class, its message and its properties.
const error = await executor.submit(parsePort, "70000").exception();
if (error instanceof RangeError) console.log(`${error}, code ${Reflect.get(error, "code")}`);

await executor.shutdown();
