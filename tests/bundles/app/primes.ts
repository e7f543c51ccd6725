/** What the app's tasks import: it has to be found in workers too. */

/** The primes below a limit. */
export function primes(limit: number): number[] {
  const found: number[] = [];
  for (let n = 2; n < limit; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  }
  return found;
}
