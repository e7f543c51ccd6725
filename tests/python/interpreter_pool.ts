/** CPython's `test_interpreter_pool.py`. */

import type { Contract } from "./port.ts";

export const interpreterPoolContract: Contract = () => {};
