/** A module of tasks that fails while it is loaded. */

export function unreachable(): void {}

throw new RangeError("error in module");
