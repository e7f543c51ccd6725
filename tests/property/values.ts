/**
 * Values of every kind that structured clone takes, to make and to shrink.
 *
 * A value is drawn as a graph: a list of plans, one an object, whose contents are primitives or
 * refer to plans by position. Every object is made before any is filled, so what is shared, and
 * what holds itself, comes about by itself.
 */

import fc from "fast-check";

/** A primitive, or the position of a plan. */
type Content = { readonly is: unknown } | { readonly at: number };

/** One object of a graph. */
type Plan =
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, Content])[] }
  | { readonly kind: "array"; readonly items: readonly (Content | undefined)[] }
  | { readonly kind: "map"; readonly entries: readonly (readonly [Content, Content])[] }
  | { readonly kind: "set"; readonly items: readonly Content[] }
  | { readonly kind: "view"; readonly type: string; readonly cut: number; readonly at: number }
  | { readonly kind: "buffer"; readonly at: number }
  | { readonly kind: "leaf"; readonly make: () => object };

type ViewPlan = Extract<Plan, { kind: "view" }>;
type View = new (buffer: ArrayBuffer, byteOffset?: number, length?: number) => ArrayBufferView;

/** Names and their classes; `Float16Array` is not on every Node. */
const viewTypes: ReadonlyMap<string, View> = new Map(
  [
    ...["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array"],
    ...["Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array"],
    ...["BigUint64Array", "DataView"],
  ].flatMap((name) => {
    const type = (globalThis as unknown as Readonly<Record<string, View | undefined>>)[name];
    return type ? [[name, type]] : [];
  }),
);

/** Keys that mean something to objects, or to promises. */
const oddKeys = ["__proto__", "constructor", "then", "toString", "length", "type", "", "0", "-1"];

const bufferSize = 32;
/** The buffer, among those that views share, that can be resized; views of all of it follow it. */
const resizableAt = 3;

/** Any text, also such as is no Unicode. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("", "\0", "\ud800", "\udfff\ud800", "é", "\u2028", "x".repeat(70_000)),
  // Code units of any kind, so also halves of pairs.
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 5 }).map((units) =>
    String.fromCharCode(...units)
  ),
);

/** Any primitive but symbols. */
export const primitive: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  { arbitrary: fc.constantFrom(undefined, null, 0, -0, NaN), weight: 3 },
  fc.constantFrom(Infinity, -Infinity, 2 ** 31, -(2 ** 31), 2 ** 53),
  fc.bigInt(),
  fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }),
  fc.constantFrom(0n, -1n, 2n ** 63n, -(2n ** 63n), 2n ** 64n, -(2n ** 64n), 2n ** 4096n),
  fc.boolean(),
);

/** Any key of a property. */
export const key: fc.Arbitrary<string> = fc.oneof(
  text.filter((key) => key.length < 100),
  fc.constantFrom(...oddKeys),
);

const content: fc.Arbitrary<Content> = fc.oneof(
  primitive.map((is) => ({ is })),
  fc.nat({ max: 1000 }).map((at) => ({ at })),
);

const leaf = fc.oneof(
  fc.date({ noInvalidDate: false }).map((date) => () => new Date(date)),
  fc.tuple(
    fc.constantFrom("", "a/b", "(?<name>[^\\]]+)", "\n", "\\u{1f600}|é"),
    fc.constantFrom("", "g", "dgimsuy", "v", "u"),
  ).map(([source, flags]) => () => new RegExp(source, flags)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => () => new Uint8Array(bytes).buffer),
  fc.oneof(fc.boolean(), fc.double(), text, fc.bigInt(), fc.constantFrom(-0, NaN)).map(
    (value) => (): object => Object(value),
  ),
  fc.tuple(
    fc.constantFrom(Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError),
    text,
  ).map(([Type, message]) => () => new Type(message)),
).map((make) => ({ kind: "leaf" as const, make }));

const plan: fc.Arbitrary<Plan> = fc.oneof(
  fc.record({
    kind: fc.constant("object" as const),
    entries: fc.array(fc.tuple(key, content), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant("array" as const),
    items: fc.array(fc.option(content, { nil: undefined, freq: 5 }), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant("map" as const),
    entries: fc.array(fc.tuple(content, content), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("set" as const), items: fc.array(content, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant("view" as const),
    type: fc.constantFrom(...viewTypes.keys()),
    cut: fc.nat({ max: 2 }),
    at: fc.nat({ max: resizableAt }),
  }),
  fc.record({ kind: fc.constant("buffer" as const), at: fc.nat({ max: resizableAt }) }),
  leaf,
);

/** A value of any kind that structured clone takes. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: primitive, weight: 1 },
  { arbitrary: fc.array(plan, { minLength: 1, maxLength: 7 }).map(build), weight: 4 },
);

/** The first object of a graph, made and filled. */
function build(plans: readonly Plan[]): unknown {
  const buffers = new Map<number, ArrayBuffer>();
  const made = plans.map((plan) => {
    if (plan.kind === "view") return makeView(plan, bufferAt(plan.at, buffers));
    return plan.kind === "buffer" ? bufferAt(plan.at, buffers) : shell(plan);
  });
  const contentOf = (content: Content): unknown =>
    "is" in content ? content.is : made[content.at % made.length];
  plans.forEach((plan, index) => fill(made[index]!, plan, contentOf));
  return made[0];
}

function bufferAt(position: number, buffers: Map<number, ArrayBuffer>): ArrayBuffer {
  const known = buffers.get(position);
  if (known) return known;
  const maxByteLength = 2 * bufferSize;
  const buffer = new ArrayBuffer(bufferSize, position === resizableAt ? { maxByteLength } : {});
  new Uint8Array(buffer).forEach((_, i, bytes) => (bytes[i] = 7 * i + position));
  buffers.set(position, buffer);
  return buffer;
}

/** A view of a buffer, without `cut` elements at either end. */
function makeView({ type, cut }: ViewPlan, buffer: ArrayBuffer): object {
  const View = viewTypes.get(type)!;
  const { BYTES_PER_ELEMENT: size = 1 } = View as { BYTES_PER_ELEMENT?: number };
  if (cut === 0) return new View(buffer);
  return new View(buffer, cut * size, bufferSize / size - 2 * cut);
}

function shell(plan: Exclude<Plan, ViewPlan | { readonly kind: "buffer" }>): object {
  switch (plan.kind) {
    case "object":
      return {};
    case "array":
      return new Array(plan.items.length);
    case "map":
      return new Map();
    case "set":
      return new Set();
    case "leaf":
      return plan.make();
  }
}

function fill(object: object, plan: Plan, contentOf: (content: Content) => unknown): void {
  switch (plan.kind) {
    case "object":
      for (const [key, content] of plan.entries) define(object, key, contentOf(content));
      break;
    case "array":
      plan.items.forEach((item, index) => item && define(object, String(index), contentOf(item)));
      break;
    case "map":
      for (const entry of plan.entries) {
        (object as Map<unknown, unknown>).set(contentOf(entry[0]), contentOf(entry[1]));
      }
      break;
    case "set":
      for (const item of plan.items) (object as Set<unknown>).add(contentOf(item));
      break;
    case "view":
    case "buffer":
    case "leaf":
      break;
  }
}

/** Assigning to `__proto__` would change the class. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
