/** Has a child process run out of memory while another waits; prints what the futures say. */

import { ProcessPoolExecutor } from "../../../mod.ts";
import { Gate } from "../../fixtures/gate.ts";
import * as crashes from "../crash_tasks.ts";

const gate = await Gate.make();
const executor = new ProcessPoolExecutor(2);
const held = executor.submit(crashes.hold, gate.port, 1);
await gate.arrived(1);
const futures = [executor.submit(crashes.fillMemory), held];
for (const future of futures) console.log(String(await future.exception()));
await executor.shutdown();
await gate[Symbol.asyncDispose]();
