/** Plays the scenes and makes a page of them. */

import { ThreadPoolExecutor } from "../../mod.ts";
import type { Exhibit, Stage } from "../command.ts";
import { recorded } from "../recorded.ts";
import type { OpenResources } from "../open_resources.ts";
import type { Recording, Section } from "../timeline/mod.ts";
import { assemble } from "./lab.ts";
import { type Scene, scenes } from "./scenes.ts";
import { usualInterval } from "./usual.ts";

const introduction = [
  "A global interpreter lock lets only one of several threads run at a time. These are recordings " +
  "of threads of this JavaScript runtime under such a lock, by CPython's protocol, with a switch " +
  `interval of ${usualInterval} ms; and of free ones.`,
];

/** Plays all scenes, one after the other. */
export async function exhibitOf(stage: Stage): Promise<Exhibit> {
  const sections: Section[] = [];
  for (const scene of scenes) {
    stage.progress(`recording: ${scene.title}`);
    sections.push(await sectionOf(scene, stage));
  }
  return { title: "The GIL, seen", introduction, sections };
}

async function sectionOf(scene: Scene, { open }: Stage): Promise<Section> {
  const { title, caption } = scene;
  return { title, caption, recording: await recordingOf(scene, open) };
}

/** Plays twice, and the first is not looked at: all modules are loaded then, all code is compiled. */
export async function recordingOf(scene: Scene, open: OpenResources): Promise<Recording> {
  const { workers, isLocked } = scene;
  const executor = new ThreadPoolExecutor({
    maxWorkers: workers,
    threadNamePrefix: "thread",
    trace: true,
    gil: isLocked && { switchInterval: usualInterval },
  });
  open.add({ close: () => executor.shutdown() });
  await assemble(executor);
  const found = await scene.prepare?.(executor) ?? 0;
  await scene.play(executor, found);
  const recording = await recorded(executor, () => scene.play(executor, found));
  await executor.shutdown();
  return recording;
}
