/** Composition: workers that have a seat at a lock, and what makes their tasks obey it. */

import { Gil, type GilOptions, leaveSeat, takeSeat } from "./gil/gil.ts";
import type { SpawnWorker } from "./pool/worker_handle.ts";
import type { InstrumenterMessage } from "./wire/messages.ts";

/**
 * The lock that an executor's option means.
 *
 * @throws {TypeError} for what is no such option
 * @throws {RangeError} for a switch interval that is not above 0
 * @throws {UnsupportedError} where memory can't be shared
 */
export function gilOf(option: boolean | Gil | GilOptions | undefined): Gil | undefined {
  if (option === undefined || option === false) return undefined;
  if (option === true) return new Gil();
  if (option instanceof Gil) return option;
  const isPlain = typeof option === "object" && option !== null &&
    Object.getPrototypeOf(option) === Object.prototype;
  if (isPlain) return new Gil(option);
  throw new TypeError(`gil must be a boolean, a Gil or its options: ${String(option)}`);
}

/** Gives each worker a seat at the lock before anything else, and frees the lock when it ends. */
export function underLock(spawn: SpawnWorker, gil: Gil): SpawnWorker {
  const { instrument } = gil;
  const instrumenter = instrument ? loadInstrumenter() : undefined;
  return (name, events) => {
    const worker = spawn(name, {
      ...events,
      exit(reason) {
        leaveSeat(gil, seat);
        events.exit(reason);
      },
    });
    const seat = takeSeat(gil, name);
    worker.post({ type: "seat", seat, instrument });
    void instrumenter?.then((message) => worker.post(message));
    return worker;
  };
}

/** Loads the parser, which nobody else needs. */
async function loadInstrumenter(): Promise<InstrumenterMessage> {
  try {
    const { program } = await import("./instrument/instrumenter.gen.ts");
    return { type: "instrumenter", program };
  } catch (error) {
    return { type: "instrumenter", failure: String(error) };
  }
}
