/** The border, from the worker's side: what an entry provides and `serve()` uses. */

import type { SourceKind } from "../core/realm.ts";
import type { HostMessage, WorkerMessage } from "../wire/messages.ts";

/** What becomes of a module's text. */
export type RewriteModule = (url: string, source: string, kind: SourceKind) => string;

/** A worker's connection to its pool. */
export interface Port {
  /**
   * Sends a message; `transfer` moves buffers where memory is shared.
   *
   * @throws if the message can't be cloned
   */
  post(message: WorkerMessage, transfer?: Transferable[]): void;
  /**
   * Receives the pool's messages, in order.
   *
   * @param unread called in place of `receive` for a message that can't be decoded
   */
  listen(receive: (message: HostMessage) => void, unread: (error: unknown) => void): void;
  /** Has errors that nothing caught reported, instead of ending the worker unheard. */
  catchAll(report: (error: unknown) => void): void;
  /** Has the modules that are loaded from now on rewritten, where the runtime lets us. */
  rewriteModules?(rewrite: RewriteModule): void;
  /** Is told that a task begins, or has ended, where something must be watched meanwhile. */
  watch?(isBusy: boolean): void;
  /** Ends this worker. */
  exit(code: number): void;
}
