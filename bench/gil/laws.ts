/** All laws, in the order they are measured. */

import type { Law, LawName } from "./law.ts";
import { change } from "./laws/change.ts";
import { checks } from "./laws/checks.ts";
import { convoy } from "./laws/convoy.ts";
import { cooperative } from "./laws/cooperative.ts";
import { cpu } from "./laws/cpu.ts";
import { io } from "./laws/io.ts";
import { native } from "./laws/native.ts";
import { recording } from "./laws/recording.ts";
import { slice } from "./laws/slice.ts";
import { switching } from "./laws/switching.ts";

/** The laws by name. */
export const laws: Readonly<Record<LawName, Law>> = {
  cpu,
  io,
  convoy,
  slice,
  cooperative,
  native,
  change,
  switching,
  checks,
  recording,
};
