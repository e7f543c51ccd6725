/** The page's script: puts the laboratory behind the form. */

import { patterns } from "../timeline/picture.ts";
import { Controls } from "./controls.ts";
import { found } from "./dom.ts";
import { isIsolated } from "./isolation.ts";
import { Laboratory } from "./laboratory.ts";
import type { Settings } from "./settings.ts";

const laboratory = new Laboratory();

/** A failure is told where the reader looks. */
async function run(settings: Settings): Promise<void> {
  controls.isRunning = true;
  try {
    await laboratory.run(settings);
  } catch (error) {
    found("#status").textContent = `It failed: ${error}`;
  } finally {
    controls.isRunning = false;
  }
}

const controls = new Controls({
  run: (settings) => void run(settings),
  stop: () => laboratory.stop(),
  interval: (ms) => laboratory.interval = ms,
});

found("#patterns").innerHTML = patterns;
if (!(await isIsolated())) {
  controls.forbidLock();
  found("#unshared").hidden = false;
}
found("#status").textContent = "Choose, and press Run.";
found("#run").disabled = false;
