/** CPython's `test_deadlock.py`. */

import type { Contract } from "./port.ts";

export const deadlockContract: Contract = () => {};
