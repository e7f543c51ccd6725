/** A module of tasks that can't be imported: it throws. */

export function identity<T>(value: T): T {
  return value;
}

throw new RangeError("error at import");
