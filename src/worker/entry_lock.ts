/**
 * What a worker at a lock does there: this file and what it imports become `gil/program.gen.ts`, a
 * text that follows the worker's seat.
 */

import { realm } from "../core/realm.ts";
import { Lock } from "../gil/lock.ts";
import type { GilSeat } from "../gil/protocol.ts";
import { rewriteModules } from "./entry_modules.ts";

realm.lockProgram = {
  makeLock: (seat, logged) => new Lock(seat as GilSeat, logged),
  rewriteModules,
};
