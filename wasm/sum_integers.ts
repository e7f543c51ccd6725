/**
 * Exact sums of one piece of 8-, 16- or 32-bit integers, of 2^18 bytes at most.
 *
 *     8 bits    four vectors a turn, neighbours added to 16 bits, those of the four vectors and
 *               then neighbours again to 32 bits
 *     16 bits   neighbours added to 32 bits
 *     32 bits   widened to 64 bits at once
 *
 * 2^14 vectors add less than 2^31 to each 32-bit word: |v| · 2 · 2^14 of 16 bits, less of 8.
 */

export function sumInt8(at: usize, bytes: usize): i64 {
  return sumOf<i8>(at, bytes);
}

export function sumUint8(at: usize, bytes: usize): i64 {
  return sumOf<u8>(at, bytes);
}

export function sumInt16(at: usize, bytes: usize): i64 {
  return sumOf<i16>(at, bytes);
}

export function sumUint16(at: usize, bytes: usize): i64 {
  return sumOf<u16>(at, bytes);
}

export function sumInt32(at: usize, bytes: usize): i64 {
  return sumOf<i32>(at, bytes);
}

export function sumUint32(at: usize, bytes: usize): i64 {
  return sumOf<u32>(at, bytes);
}

function sumOf<T>(at: usize, bytes: usize): i64 {
  const end = at + bytes;
  let sums = i64x2.splat(0);
  for (const groups = end - (bytes & 127); at < groups; at += 128) {
    if (sizeof<T>() == 4) {
      sums = i64x2.add(sums, i64x2.add(ofEight<T>(at, 0), ofEight<T>(at, 32)));
      sums = i64x2.add(sums, i64x2.add(ofEight<T>(at, 64), ofEight<T>(at, 96)));
    } else {
      sums = i32x4.add(sums, i32x4.add(ofFour<T>(at, 0), ofFour<T>(at, 64)));
    }
  }
  let total: i64 = 0;
  for (; at < end; at += sizeof<T>()) total += <i64>load<T>(at);
  if (sizeof<T>() < 4) {
    sums = i64x2.add(i64x2.extend_low_i32x4_s(sums), i64x2.extend_high_i32x4_s(sums));
  }
  return total + i64x2.extract_lane(sums, 0) + i64x2.extract_lane(sums, 1);
}

/** Eight numbers of 32 bits, as two sums of 64. */
@inline
function ofEight<T>(p: usize, offset: usize): v128 {
  return i64x2.add(
    i64x2.add(wide<T>(p, offset), wide<T>(p, offset + 8)),
    i64x2.add(wide<T>(p, offset + 16), wide<T>(p, offset + 24)),
  );
}

/** Two numbers of 32 bits, widened. */
@inline
function wide<T>(p: usize, offset: usize): v128 {
  return isSigned<T>() ? v128.load32x2_s(p + offset) : v128.load32x2_u(p + offset);
}

/** Four vectors of 8 or 16 bits, as four sums of 32. */
@inline
function ofFour<T>(p: usize, offset: usize): v128 {
  if (sizeof<T>() == 2) {
    const a = i32x4.add(words<T>(p, offset), words<T>(p, offset + 16));
    return i32x4.add(a, i32x4.add(words<T>(p, offset + 32), words<T>(p, offset + 48)));
  }
  const a = i16x8.add(halves<T>(p, offset), halves<T>(p, offset + 16));
  const b = i16x8.add(halves<T>(p, offset + 32), halves<T>(p, offset + 48));
  return i32x4.extadd_pairwise_i16x8_s(i16x8.add(a, b));
}

/** Eight numbers of 16 bits as four sums of neighbours. */
@inline
function words<T>(p: usize, offset: usize): v128 {
  const v = v128.load(p + offset);
  return isSigned<T>() ? i32x4.extadd_pairwise_i16x8_s(v) : i32x4.extadd_pairwise_i16x8_u(v);
}

/** Sixteen numbers of 8 bits as eight sums of neighbours. */
@inline
function halves<T>(p: usize, offset: usize): v128 {
  const v = v128.load(p + offset);
  return isSigned<T>() ? i16x8.extadd_pairwise_i8x16_s(v) : i16x8.extadd_pairwise_i8x16_u(v);
}
