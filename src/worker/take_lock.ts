/** The worker's half of a lock: a pool without one carries none. */

import { realm, type WorkerLock } from "../core/realm.ts";
import type { SeatMessage, TextMessage } from "../wire/messages.ts";
import { runText } from "./entry_texts.ts";

/**
 * Takes it in, and puts this worker under the lock.
 *
 * @param logged called when what it has logged should be read
 * @throws {Error} if it could not be loaded
 */
export function takeLock(
  { program, failure }: TextMessage,
  { seat }: SeatMessage,
  logged: () => void,
): WorkerLock {
  if (program === undefined) throw new Error(`Cannot load the GIL: ${failure}`);
  runText(program);
  return realm.lock = realm.lockProgram!.makeLock(seat, logged);
}
