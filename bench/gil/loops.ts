/**
 * Typical loops, to be sent as source text: what a check a turn costs depends on what a turn does.
 *
 * None refers to anything around it. Each takes some 20 ms with its usual size.
 */

/** A loop. */
export interface Loop {
  readonly name: string;
  /** Its argument. */
  readonly size: number;
  /** The work; its answer tells whether it was done. */
  readonly work: (size: number) => number;
}

/** All loops. */
export const loops: readonly Loop[] = [
  { name: "number sum", size: 15_000_000, work: sumOfSquares },
  { name: "for…of sum", size: 150, work: sums },
  { name: "bit operations", size: 10_000_000, work: xorshift },
  { name: "BigInt factorial", size: 40, work: factorials },
  { name: "sieve", size: 10, work: sieves },
  { name: "recursion", size: 250, work: fibonaccis },
  { name: "string building", size: 1_000_000, work: joined },
  { name: "Map updates", size: 1_000_000, work: histogram },
];

function sumOfSquares(size: number): number {
  let s = 0;
  for (let i = 0; i < size; i++) s += i * i;
  return s;
}

function sums(size: number): number {
  const values = Array.from({ length: 100_000 }, (_, index) => index);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (const value of values) sum += value;
  }
  return sum;
}

function xorshift(size: number): number {
  let x = 1;
  for (let i = 0; i < size; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x;
}

function factorials(size: number): number {
  let sum = 0n;
  for (let i = 0; i < size; i++) {
    let product = 1n;
    for (let factor = 2n; factor <= 1000n; factor++) product *= factor;
    sum += product;
  }
  return Number(sum % 1_000_003n);
}

function sieves(size: number): number {
  let primes = 0;
  for (let i = 0; i < size; i++) {
    const composite = new Uint8Array(500_000);
    for (let n = 2; n < composite.length; n++) {
      if (composite[n] !== 0) continue;
      primes++;
      for (let multiple = n * n; multiple < composite.length; multiple += n) {
        composite[multiple] = 1;
      }
    }
  }
  return primes;
}

function fibonaccis(size: number): number {
  const fibonacci = (n: number): number => n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  let sum = 0;
  for (let i = 0; i < size; i++) sum += fibonacci(20);
  return sum;
}

function joined(size: number): number {
  let [text, length] = ["", 0];
  for (let i = 0; i < size; i++) {
    text += i & 1023;
    if (text.length < 4096) continue;
    length += text.lastIndexOf("7") + text.length;
    text = "";
  }
  return length + text.length;
}

function histogram(size: number): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < size; i++) counts.set(i % 997, (counts.get(i % 997) ?? 0) + i);
  return counts.get(5) ?? 0;
}
