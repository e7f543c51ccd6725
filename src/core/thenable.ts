/** What `await` waits for: the language's promises and all that behave like one. */

/** Whether a value is a promise of any kind. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === "function";
}

/** Waits for a promise of any kind, and lets nobody hear that it was rejected. */
export async function settled(promise: PromiseLike<unknown>): Promise<void> {
  try {
    await promise;
  } catch {
    // Whoever needs it hears it elsewhere.
  }
}
