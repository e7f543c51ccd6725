/** CPython's `test_process_pool.py`. */

import type { Contract } from "./port.ts";

export const processPoolContract: Contract = () => {};
