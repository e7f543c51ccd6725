/** Has a thread run out of memory while it loads a task's module; prints what the future says. */

import { importTasks, ThreadPoolExecutor } from "../../../mod.ts";

const module = new URL("../fills_memory_on_import.ts", import.meta.url);
const tasks = importTasks<{ unreachable(): void }>(module);
const executor = new ThreadPoolExecutor(1);
console.log(String(await executor.submit(tasks.unreachable).exception()));
await executor.shutdown();
