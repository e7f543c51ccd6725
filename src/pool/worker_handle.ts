/**
 * The adapter contract: what a pool knows of a worker, whatever kind it is.
 *
 * An adapter starts the generated worker program in a thread or process of its runtime, carries
 * messages both ways in order, and tells when the worker is gone, however that came about.
 */

import type { HostMessage } from "../wire/messages.ts";
import type { Packet } from "../wire/packet.ts";

/** A worker, from the pool's side. It starts out unable to keep the program alive. */
export interface WorkerHandle {
  /** Whether memory can be shared with it and compiled WASM sent to it. */
  readonly sharesMemory: boolean;
  /** Whether it may be terminated before it has said `online`. */
  readonly endsEarly?: boolean;
  /**
   * Sends a message; `transfer` moves buffers where memory is shared, elsewhere they are copied.
   *
   * @param message to a process, it may be packed already
   * @throws if the message can't be cloned; never because the worker is gone
   */
  post(message: HostMessage | Packet, transfer?: object[]): void;
  /** Ends it, busy or not; with `force` it can't object. Most not before they have said `online`. */
  terminate(force: boolean): void;
  /** Makes it keep the program alive. */
  ref(): void;
  /** Lets the program end although it lives. */
  unref(): void;
}

/** How a worker ended. */
export interface ExitReason {
  /** The exit code, if it ended by itself. */
  readonly code?: number;
  /** The signal that killed it. */
  readonly signal?: string;
  /** The error that ended it, where the runtime tells. */
  readonly error?: unknown;
}

/** What a worker tells its pool. */
export interface WorkerEvents {
  /** Through the pool's own channel, which tasks don't have; what it says is not believed yet. */
  message(message: unknown): void;
  /** A message came that can't be decoded. */
  messageError(error: unknown): void;
  /** Called once, after the last message. */
  exit(reason: ExitReason): void;
}

/**
 * Starts a worker.
 *
 * @param name what the runtime shall call it
 * @throws if the runtime can't start one; else all bad news come as `exit`
 */
export type SpawnWorker = (name: string, events: WorkerEvents) => WorkerHandle;
