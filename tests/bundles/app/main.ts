/** The app's entry: its tasks are in the module beside it, under the name it has once it is built. */

import { runApp } from "./app.ts";

void runApp(new URL(/* webpackIgnore: true */ /* @vite-ignore */ "./tasks.js", import.meta.url));
