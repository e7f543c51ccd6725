// Tasks of the tests beside it, imported by the workers.

export const twice = (n) => 2 * n;

export async function later(value) {
  return await value;
}

export function fail() {
  throw new RangeError("out of range", { cause: new TypeError("the cause") });
}
