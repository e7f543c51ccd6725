/**
 * Every error class of this package, in Python's family tree.
 *
 * `name` sits on each prototype as a literal, so it survives minifiers and is no own property.
 */

import { Object } from "./primordials.ts";
import { packageError } from "./realm.ts";

/** The base of every error of this package. Not thrown itself. */
export class FuturesError extends Error {
  static {
    this.prototype.name = "FuturesError";
    Object.defineProperty(this.prototype, packageError, { value: true });
  }
}

/** The future was cancelled: there is no result to wait for. */
export class CancelledError extends FuturesError {
  static {
    this.prototype.name = "CancelledError";
  }
}

/** The time given to `result()`, `exception()`, `map()` or `asCompleted()` is over. */
export class TimeoutError extends FuturesError {
  static {
    this.prototype.name = "TimeoutError";
  }
}

/** The operation is not allowed in the future's state, such as a second `setResult()`. */
export class InvalidStateError extends FuturesError {
  static {
    this.prototype.name = "InvalidStateError";
  }
}

/** The executor was shut down and takes no more work. */
export class ExecutorShutdownError extends FuturesError {
  static {
    this.prototype.name = "ExecutorShutdownError";
  }
}

/** This runtime lacks what was asked for; the message names what is missing. */
export class UnsupportedError extends FuturesError {
  static {
    this.prototype.name = "UnsupportedError";
  }
}

/** The executor can't work any more: a worker died or an initializer failed. */
export class BrokenExecutor extends FuturesError {
  static {
    this.prototype.name = "BrokenExecutor";
  }
}

/** A `ThreadPoolExecutor` broke; `cause` tells why where an error is known. */
export class BrokenThreadPool extends BrokenExecutor {
  static {
    this.prototype.name = "BrokenThreadPool";
  }
}

/** A `ProcessPoolExecutor` broke; the message tells the exit code or signal. */
export class BrokenProcessPool extends BrokenExecutor {
  static {
    this.prototype.name = "BrokenProcessPool";
  }
}
