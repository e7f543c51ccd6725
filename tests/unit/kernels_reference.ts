/** Slow, exact answers for the tests of the kernels, and reproducible random numbers. */

const FRACTION = 1074n;
const bits = new DataView(new ArrayBuffer(8));

/** The sum of finite doubles, exact and rounded once; infinite beyond the range. */
export function exactSum(values: Iterable<number>): number {
  let total = 0n;
  for (const value of values) total += scaled(value);
  return rounded(total);
}

/** value · 2^1074, which is an integer for every finite double. */
function scaled(value: number): bigint {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const exponent = (raw >> 52n) & 0x7ffn;
  const fraction = raw & (2n ** 52n - 1n);
  const size = exponent === 0n ? fraction : (fraction + 2n ** 52n) << (exponent - 1n);
  return raw >> 63n === 0n ? size : -size;
}

/** value / 2^1074, to the nearest double, ties to even. */
function rounded(value: bigint): number {
  const size = value < 0n ? -value : value;
  const excess = BigInt(Math.max(0, size.toString(2).length - 53));
  let kept = size >> excess;
  const rest = size - (kept << excess);
  const half = excess === 0n ? 1n : 1n << (excess - 1n);
  if (rest > half || (rest === half && kept % 2n === 1n)) kept++;
  const result = unscaled(kept, Number(excess - FRACTION));
  return value < 0n ? -result : result;
}

/** kept · 2^exponent, in two steps that are both exact. */
function unscaled(kept: bigint, exponent: number): number {
  const first = Math.max(exponent, -1022);
  return Number(kept) * 2 ** (exponent - first) * 2 ** first;
}

/** Random numbers that are the same in every run. */
export interface Numbers {
  /** 32 random bits, signed. */
  integer(): number;
  /** 64 random bits, signed. */
  bigint(): bigint;
  /** Either sign, 53 random bits, and a magnitude from 2^low to 2^high. */
  double(low: number, high: number): number;
}

/** A source of numbers (xorshift of 32 bits); the same numbers for the same seed. */
export function numbers(seed: number): Numbers {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  const integer = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    return state ^= state << 5;
  };
  const bigint = () => (BigInt(integer()) << 32n) + BigInt(integer() >>> 0);
  const double = (low: number, high: number) => {
    const exponent = low + (integer() >>> 0) % (high - low);
    const fraction = 1 + (integer() >>> 0) * 2 ** -32 + (integer() >>> 12) * 2 ** -52;
    return (integer() < 0 ? -1 : 1) * fraction * 2 ** exponent;
  };
  return { integer, bigint, double };
}
