/** A preload: takes the console before anything else runs, and prints. */

globalThis.preloaded = console.log;
for (let line = 0; line < 50; line++) console.log("preload", line);
