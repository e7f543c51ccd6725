/** The border, from the worker's side: what an entry provides and `serve()` uses. */

import type { HostMessage, WorkerMessage } from "../wire/messages.ts";

/** The first message that a thread gets, and the only one that doesn't come through the port in it. */
export interface Opening<P> {
  readonly port: P;
}

/** A worker's connection to its pool. */
export interface Port {
  /**
   * Sends a message; `transfer` moves buffers where memory is shared.
   *
   * @throws if the message can't be cloned
   */
  post(message: WorkerMessage, transfer?: object[]): void;
  /**
   * Receives the pool's messages, in order.
   *
   * @param unread called in place of `receive` for a message that can't be decoded
   */
  listen(receive: (message: HostMessage) => void, unread: (error: unknown) => void): void;
  /** Has errors that nothing caught reported, instead of ending the worker unheard. */
  catchAll(report: (error: unknown) => void): void;
  /** Whether the modules that this worker loads can be rewritten. */
  readonly rewritesModules?: true;
  /** Is told that a task begins, or has ended, where something must be watched meanwhile. */
  watch?(isBusy: boolean): void;
  /** Ends this worker. */
  exit(code: number): void;
}
