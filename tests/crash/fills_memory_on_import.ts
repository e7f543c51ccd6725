/** A module of tasks that takes memory while it is loaded, in a later turn, until there is none. */

export function unreachable(): void {}

await Promise.resolve();
const pieces: unknown[] = [];
for (;;) pieces.push(new Array(100_000).fill(0.5 + pieces.length));
