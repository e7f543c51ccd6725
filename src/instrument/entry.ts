/** Where the instrumenter's text begins: it makes itself known to the worker that evaluates it. */

import { realm } from "../core/realm.ts";
import { instrument } from "./instrument.ts";

realm.instrument = instrument;
