/** A limit on how long something may take. */

/**
 * What `work` comes to.
 *
 * @param seconds how long it may take
 * @throws {Error} when the time is over
 */
export function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const expire = (): void => reject(new Error(`no answer within ${seconds} s`));
    const timer = setTimeout(expire, seconds * 1000);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
