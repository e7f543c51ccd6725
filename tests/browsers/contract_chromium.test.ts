/** The contracts in Chromium. */

import { chromium } from "../engines/chromium.ts";
import { contractIn } from "./contract_in.ts";

contractIn(chromium, { isolated: "shared", plain: "none" });
