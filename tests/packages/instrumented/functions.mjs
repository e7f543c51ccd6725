// Functions that are sent as source, of a module that a test runner rewrites to count what runs.
import { sep } from "node:path";

export function branches(n, { a = 1, ...rest } = {}, ...more) {
  let x = 0;
  x ||= n ?? 4;
  x &&= x;
  switch (x) {
    case 3:
      x += a;
      break;
    default:
      x--;
  }
  if (rest.b) x++;
  else x += more.length;
  try {
    throw new Error("x");
  } catch {
    x += 1;
  } finally {
    x += 1;
  }
  return n > 1 ? ["big", x] : ["small", x];
}

export const nested = async (n) => {
  class Counter {
    static step = 1;
    #count = n;
    next(by = Counter.step) {
      return this.#count += by;
    }
    get count() {
      return this.#count;
    }
  }
  function* twice(value) {
    for (let turn = 0; turn < 2; turn++) yield value;
  }
  const counter = new Counter();
  for (const by of twice(2)) await counter.next(by);
  do counter.next(); while (counter.count < 7);
  return counter.count;
};

export const imports = async (path) => (await import("node:path")).posix.basename(path);

export const importsRelative = () => import("./functions.mjs");

export const usesItsModule = () => sep;
