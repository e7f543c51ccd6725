/** CPython's `test_thread_pool.py`. */

import type { Contract } from "./port.ts";

export const threadPoolContract: Contract = () => {};
