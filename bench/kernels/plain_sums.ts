/** Arrays to be summed, and sums in plain code: what a program without this package would do. */

/** The i-th value is i modulo this. */
const period = 1024;

/** Bytes of a page of WASM's memory. */
const page = 65536;

/** n doubles. */
export function doubles(n: number): Float64Array {
  return filled(new Float64Array(n));
}

/** n 32-bit integers. */
export function integers(n: number): Int32Array {
  return filled(new Int32Array(n));
}

/** What n values come to. */
export function sumOfValues(n: number): number {
  const rest = n % period;
  return (n - rest) / period * (period * (period - 1) / 2) + rest * (rest - 1) / 2;
}

/** The same values in a shared memory of WASM's. */
export function sharedCopy<A extends Float64Array | Int32Array>(
  values: A,
): { readonly memory: WebAssembly.Memory; readonly shared: A } {
  const pages = Math.ceil(values.byteLength / page);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const View = values.constructor as new (buffer: unknown, from: number, length: number) => A;
  const shared = new View(memory.buffer, 0, values.length);
  shared.set(values);
  return { memory, shared };
}

/** One after the other. */
export function sum(values: Float64Array | Int32Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Four that don't wait for each other. */
export function sumInFour(values: Float64Array | Int32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const end = values.length - values.length % 4;
  for (let i = 0; i < end; i += 4) {
    a += values[i]!;
    b += values[i + 1]!;
    c += values[i + 2]!;
    d += values[i + 3]!;
  }
  for (let i = end; i < values.length; i++) a += values[i]!;
  return a + b + c + d;
}

/** Whether doubles hold 0 + 1 + … + (n - 1). */
export function isSafeRange(n: number): boolean {
  return n * (n - 1) / 2 <= Number.MAX_SAFE_INTEGER;
}

/** 0 + 1 + … + (n - 1), in doubles. */
export function range(n: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += i;
  return total;
}

/** The same, in bigints. */
export function bigintRange(n: number): bigint {
  let total = 0n;
  for (let i = 0n; i < n; i++) total += i;
  return total;
}

function filled<A extends Float64Array | Int32Array>(values: A): A {
  for (let i = 0; i < values.length; i++) values[i] = i % period;
  return values;
}
