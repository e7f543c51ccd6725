/**
 * Whether two values are the same all through, and where they part: types, contents, holes, the
 * order of keys, and which objects inside are one and the same. `deepEqual()` overlooks the latter.
 *
 * Knows what structured clone keeps of an object, and this library of an error that was thrown, and
 * looks at nothing else.
 */

/** What is compared. */
export interface Comparison {
  /** Whether a view's buffer counts, or just what the view shows of it. */
  readonly buffers: boolean;
}

/** Objects seen on both sides: each has one partner. */
interface Partners extends Comparison {
  readonly ofLeft: Map<object, object>;
  readonly ofRight: Map<object, object>;
}

/** What one object holds, as a list of steps and values. */
type Parts = readonly (readonly [step: string, value: unknown])[];

/** Where errors lead to others; most often not enumerable. */
const hiddenFields = ["cause", "errors", "error", "suppressed"];
const errorFields = ["name", "message", "stack", ...hiddenFields];

/**
 * Where two values differ.
 *
 * @returns a path and both values there, `undefined` if they are the same
 */
export function difference(
  left: unknown,
  right: unknown,
  { buffers = true }: Partial<Comparison> = {},
): string | undefined {
  return compare(left, right, "value", { buffers, ofLeft: new Map(), ofRight: new Map() });
}

function compare(
  left: unknown,
  right: unknown,
  path: string,
  partners: Partners,
): string | undefined {
  if (!isObject(left) || !isObject(right)) {
    return Object.is(left, right) ? undefined : `${path}: ${show(left)} became ${show(right)}`;
  }
  const seen = partners.ofLeft.has(left) || partners.ofRight.has(right);
  if (seen) return partners.ofLeft.get(left) === right ? undefined : `${path}: another object`;
  partners.ofLeft.set(left, right);
  partners.ofRight.set(right, left);
  return compareParts([partsOf(left, partners), partsOf(right, partners)], path, partners);
}

function compareParts(
  [left, right]: readonly [Parts, Parts],
  path: string,
  partners: Partners,
): string | undefined {
  const steps = ([left, right] as const).map((parts) => parts.map(([step]) => step).join());
  if (steps[0] !== steps[1]) return `${path}: ${steps[0]} became ${steps[1]}`;
  for (const [index, [step, value]] of left.entries()) {
    const found = compare(value, right[index]![1], `${path}.${step}`, partners);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An object's class, its inside, and its properties where structured clone keeps those. */
function partsOf(object: object, comparison: Comparison): Parts {
  const inside = ArrayBuffer.isView(object) ? viewOf(object, comparison) : insideOf(object);
  const type = ["type", Object.prototype.toString.call(object)] as const;
  const proto = ["class", classOf(object)] as const;
  return [type, proto, ...(inside ?? propertiesOf(object))];
}

/** By name: a value may come from another realm. */
function classOf(object: object): unknown {
  const proto: object | null = Object.getPrototypeOf(object);
  return proto === null ? null : (proto as { constructor?: { name?: unknown } }).constructor?.name;
}

function insideOf(object: object): Parts | undefined {
  if (object instanceof Date) return [["time", object.getTime()]];
  if (object instanceof RegExp) return [["source", object.source], ["flags", object.flags]];
  if (object instanceof Map) {
    return [...object].flatMap(([key, value], index) => [
      [`key ${index}`, key],
      [`value ${index}`, value],
    ]);
  }
  if (object instanceof Set) return [...object].map((value, index) => [`member ${index}`, value]);
  if (object instanceof Error) return errorOf(object);
  if (object instanceof ArrayBuffer) {
    const bytes = ["bytes", String(new Uint8Array(object))] as const;
    return [bytes, ["resizable", object.resizable], ["most", object.maxByteLength]];
  }
  return isBoxed(object) ? [["boxed", object.valueOf()]] : undefined;
}

/** All but the stack, and in no order: an error's own properties are not promised one. */
function errorOf(error: Error): Parts {
  const { name, message } = error;
  const keys = Object.keys(error).filter((key) => !errorFields.includes(key));
  const others = hiddenFields.filter((key) => Object.hasOwn(error, key));
  const own = [...keys.sort(), ...others].map((key) => partOf(error, key));
  return [["name", name], ["message", message], ...own];
}

function viewOf(view: ArrayBufferView, { buffers }: Comparison): Parts {
  const { byteOffset, byteLength, buffer } = view;
  if (!buffers) return [["bytes", String(new Uint8Array(buffer, byteOffset, byteLength))]];
  return [["byteOffset", byteOffset], ["byteLength", byteLength], ["buffer", buffer]];
}

function isBoxed(object: object): boolean {
  return [Number, String, Boolean, BigInt].some((type) => object instanceof type);
}

function propertiesOf(object: object): Parts {
  const length = Array.isArray(object) ? [["length", object.length] as const] : [];
  return [...length, ...Object.keys(object).map((key) => partOf(object, key))];
}

function partOf(object: object, key: string): Parts[number] {
  return [JSON.stringify(key), Object.getOwnPropertyDescriptor(object, key)!.value];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  return typeof value === "string" ? JSON.stringify(value) : `${typeof value} ${String(value)}`;
}
