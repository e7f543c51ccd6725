/** CPython's `test_shutdown.py`. */

import type { Contract } from "./port.ts";

export const shutdownContract: Contract = () => {};
