/** Factorials in plain BigInt code: what a program without this package would do. */

/** A product of doubles is exact below this. */
const exact = 2 ** 53;

/** One factor after the other. */
export function loop(n: number): bigint {
  let product = 1n;
  for (let factor = 2n; factor <= n; factor++) product *= factor;
  return product;
}

/** The odd parts of all factors, packed into doubles, as a balanced tree; the twos as one shift. */
export function tree(n: number): bigint {
  const packed = new Packed();
  for (let factor = 3; factor <= n; factor++) packed.add(factor / (factor & -factor));
  return packed.product() << twos(n);
}

/** Prime swing, the best known way. */
export function swing(n: number): bigint {
  return oddSwing(n, primesUpTo(n)) << twos(n);
}

function oddSwing(n: number, primes: readonly number[]): bigint {
  if (n < 3) return 1n;
  const half = oddSwing(n >> 1, primes);
  const packed = new Packed();
  for (const prime of primes) {
    if (prime > n) break;
    for (let q = Math.floor(n / prime); q > 0; q = Math.floor(q / prime)) {
      if (q % 2 === 1) packed.add(prime);
    }
  }
  return half * half * packed.product();
}

/** Factors, as many a number as a double holds exactly. */
class Packed {
  readonly #numbers: number[] = [];
  #last = 1;

  add(factor: number): void {
    if (this.#last * factor < exact) {
      this.#last *= factor;
    } else {
      this.#numbers.push(this.#last);
      this.#last = factor;
    }
  }

  product(): bigint {
    this.#numbers.push(this.#last);
    return productOf(this.#numbers, 0, this.#numbers.length);
  }
}

function productOf(numbers: readonly number[], from: number, to: number): bigint {
  if (to - from > 8) {
    const middle = (from + to) >> 1;
    return productOf(numbers, from, middle) * productOf(numbers, middle, to);
  }
  let product = BigInt(numbers[from]!);
  for (let i = from + 1; i < to; i++) product *= BigInt(numbers[i]!);
  return product;
}

let known: readonly number[] = [];
let knownUpTo = 2;

/** The odd primes; sieved once for the largest limit so far, as a program would. */
function primesUpTo(limit: number): readonly number[] {
  if (limit > knownUpTo) {
    known = sieved(limit);
    knownUpTo = limit;
  }
  return known;
}

function sieved(limit: number): number[] {
  const primes: number[] = [];
  const isComposite = new Uint8Array(limit + 1);
  for (let i = 3; i <= limit; i += 2) {
    if (isComposite[i] === 1) continue;
    primes.push(i);
    for (let j = i * i; j <= limit; j += 2 * i) isComposite[j] = 1;
  }
  return primes;
}

/** How many twos n! has: n less the ones among its binary digits. */
function twos(n: number): bigint {
  let ones = 0;
  for (let rest = n; rest > 0; rest &= rest - 1) ones++;
  return BigInt(n - ones);
}
