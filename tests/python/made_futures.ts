/** Futures in each state, made by hand: what CPython's `util.py` has ready for its tests. */

import { Future } from "../../mod.ts";

export function pendingFuture(): Future<number> {
  return new Future();
}

export function runningFuture(): Future<number> {
  const future = pendingFuture();
  future.setRunningOrNotifyCancel();
  return future;
}

export function cancelledFuture(): Future<number> {
  const future = pendingFuture();
  future.cancel();
  return future;
}

/** A cancelled future that an executor has come by: a state of its own in Python, not here. */
export function cancelledAndNotifiedFuture(): Future<number> {
  const future = cancelledFuture();
  future.setRunningOrNotifyCancel();
  return future;
}

export function exceptionFuture(error: unknown = new RangeError("failed")): Future<number> {
  const future = pendingFuture();
  future.setException(error);
  return future;
}

export function successfulFuture(value: number = 42): Future<number> {
  const future = pendingFuture();
  future.setResult(value);
  return future;
}
