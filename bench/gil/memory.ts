/** Memory that tasks share with the main side: words, and a list of samples that grows. */

/** Words, all 0. */
export function words(count: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

/** Numbers, all 0. */
export function numbers(count: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
}

/** Samples beyond that many are counted, not kept. */
const capacity = 2 ** 15;

/** An empty list of samples: the first number is how many there are. */
export function sampleList(): Float64Array<SharedArrayBuffer> {
  return numbers(1 + capacity);
}

/** Adds a sample to `list`; only one task at a time may. */
export function note(list: Float64Array, sample: number): void {
  const position = list[0]! + 1;
  if (position < list.length) list[position] = sample;
  list[0] = position;
}

/** How many samples were noted. */
export function noted(list: Float64Array): number {
  return list[0]!;
}

/** The samples kept from the `first` one on. */
export function samplesOf(list: Float64Array, first = 0): number[] {
  return [...list.subarray(1 + first, 1 + noted(list))];
}
