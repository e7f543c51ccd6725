/**
 * Complex numbers of twice the precision of a double, for the few roots of unity that all others
 * are made from.
 *
 *     number    | re high | re low | im high | im low |     high + low, |low| <= ulp(high)/2
 *
 * Each operation returns the high part and leaves the low one in `low`. Relative errors are some
 * 2^-102 an operation. WASM has no fused multiply-add: products are split as Dekker's.
 */

export const COMPLEX_BYTES: usize = 32;

let low: f64 = 0;

/** to = a · b; to may be either. */
export function multiplyComplex(to: usize, a: usize, b: usize): void {
  const re = twoProducts(a, b, 0, 0, 16, 16, -1);
  const reLow = low;
  const im = twoProducts(a, b, 0, 16, 16, 0, 1);
  set(to, re, reLow, im, low);
}

/** to = e^(iφ/2) of a = e^(iφ), for 0 < φ <= π/2. */
export function halveAngle(to: usize, a: usize): void {
  let cosine = add(load<f64>(a), load<f64>(a, 8), 1, 0) * 0.5;
  cosine = squareRoot(cosine, low * 0.5);
  const cosineLow = low;
  const sine = quotient(load<f64>(a, 16), load<f64>(a, 24), cosine * 2, cosineLow * 2);
  set(to, cosine, cosineLow, sine, low);
}

export function set(to: usize, re: f64, reLow: f64, im: f64, imLow: f64): void {
  store<f64>(to, re);
  store<f64>(to, reLow, 8);
  store<f64>(to, im, 16);
  store<f64>(to, imLow, 24);
}

/** The product of the parts of a and b at offsets i and j, and that at k and l times sign. */
function twoProducts(a: usize, b: usize, i: usize, j: usize, k: usize, l: usize, sign: f64): f64 {
  const first = partsProduct(a + i, b + j);
  const firstLow = low;
  const second = partsProduct(a + k, b + l);
  return add(first, firstLow, sign * second, sign * low);
}

function partsProduct(a: usize, b: usize): f64 {
  return product(load<f64>(a), load<f64>(a, 8), load<f64>(b), load<f64>(b, 8));
}

function add(a: f64, aLow: f64, b: f64, bLow: f64): f64 {
  const sum = a + b;
  const part = sum - a;
  return normal(sum, (a - (sum - part)) + (b - part) + (aLow + bLow));
}

function product(a: f64, aLow: f64, b: f64, bLow: f64): f64 {
  const p = a * b;
  return normal(p, lost(a, b, p) + (a * bLow + aLow * b));
}

function quotient(a: f64, aLow: f64, b: f64, bLow: f64): f64 {
  const q = a / b;
  const p = product(q, 0, b, bLow);
  return normal(q, ((a - p) - low + aLow) / b);
}

function squareRoot(a: f64, aLow: f64): f64 {
  const root = sqrt(a);
  const p = root * root;
  return normal(root, ((a - p) - lost(root, root, p) + aLow) / (root * 2));
}

/** high + rest as a number whose low part is at most half a unit of the last place. */
function normal(high: f64, rest: f64): f64 {
  const sum = high + rest;
  low = rest - (sum - high);
  return sum;
}

/** What rounding a · b to p lost, exactly. */
function lost(a: f64, b: f64, p: f64): f64 {
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return ((aHigh * bHigh - p) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
}

/** The upper 26 bits of x. */
function upperHalf(x: f64): f64 {
  const scaled = x * 134217729;
  return scaled - (scaled - x);
}
