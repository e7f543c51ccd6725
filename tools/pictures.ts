/**
 * Records the scenes of `futures-bench gil` anew and writes the pictures in `docs/pictures/`.
 *
 * `deno run -A tools/pictures.ts [name…]` makes all, or those named.
 */

import { join } from "node:path";
import { recordingOf } from "../bench/gil/exhibit.ts";
import { scenes } from "../bench/gil/scenes.ts";
import { OpenResources } from "../bench/open_resources.ts";
import { summaryOf, svg } from "../bench/timeline/mod.ts";
import { root } from "./source_tree.ts";

const folder = join(root, "docs", "pictures");
const open = new OpenResources();

await Deno.mkdir(folder, { recursive: true });
for (const scene of scenes) {
  if (Deno.args.length > 0 && !Deno.args.includes(scene.name)) continue;
  const recording = await recordingOf(scene, open);
  await Deno.writeTextFile(join(folder, `${scene.name}.svg`), svg(recording, scene));
  console.log(`${scene.name}: ${summaryOf(recording)}`);
}
await open.close();
