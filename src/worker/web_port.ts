/**
 * A worker's end of a channel of the platform's, as browsers and Deno have it.
 *
 * Deno's ports hear nothing more after a message that can't be decoded. The channel is sound, and keeps
 * what comes: the end of it is moved into a new port, which goes on.
 */

import { Reflect, structuredClone } from "../core/primordials.ts";
import type { Farewell, HostMessage, WorkerMessage } from "../wire/messages.ts";
import { cloneable } from "../wire/thread_values.ts";

const stopsHearing = "Deno" in globalThis;

export class WebPort {
  #port: MessagePort;
  // A task may replace them.
  readonly #post: MessagePort["postMessage"];
  readonly #listen: MessagePort["addEventListener"];
  readonly #start: MessagePort["start"];

  constructor(port: MessagePort) {
    this.#port = port;
    this.#post = port.postMessage;
    this.#listen = port.addEventListener;
    this.#start = port.start;
  }

  /** @throws if the message can't be cloned */
  post(message: WorkerMessage | Farewell, transfer?: object[]): void {
    Reflect.apply(this.#post, this.#port, [cloneable(message, transfer).value, transfer]);
  }

  /** See `Port.listen()`. */
  listen(receive: (message: HostMessage) => void, unread: (error: unknown) => void): void {
    const fail = (reason: unknown): void => {
      if (stopsHearing) this.#renew(receive, unread);
      unread(reason ?? "it can't be decoded");
    };
    this.#hear("message", ({ data }) => receive(data as HostMessage));
    this.#hear("messageerror", ({ data }) => fail(data));
    Reflect.apply(this.#start, this.#port, []);
  }

  #hear(type: "message" | "messageerror", hear: (event: MessageEvent<unknown>) => void): void {
    Reflect.apply(this.#listen, this.#port, [type, hear]);
  }

  #renew(receive: (message: HostMessage) => void, unread: (error: unknown) => void): void {
    this.#port = structuredClone!(this.#port, { transfer: [this.#port] });
    this.listen(receive, unread);
  }
}
