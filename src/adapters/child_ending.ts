/** Ends a child for certain: one that is stopped, one that objects, one whose end nobody tells. */

import { clock } from "../core/clock.ts";
import type { Child } from "./child.ts";

/** How a child is ended: it may object to SIGTERM, and hears it only when it goes on. */
export type Signal = "SIGTERM" | "SIGKILL";

/** For how long to wait for what a signal should do, in ms. */
export const patience = 5000;

/** The end of one child. */
export class ChildEnding {
  readonly #child: Child;
  readonly #giveUp: () => void;
  #sent: Signal | undefined;
  #disarm = (): void => {};

  /** @param giveUp called if nobody tells of its end although it can't have gone on */
  constructor(child: Child, giveUp: () => void) {
    this.#child = child;
    this.#giveUp = giveUp;
  }

  /** Sends a signal, and after a while the next harder one. */
  send(signal: Signal): void {
    // Deno sends nothing to a child that has been sent a signal, by this mark.
    this.#child.killed = false;
    this.#child.kill(signal);
    if (this.#sent === "SIGKILL" || this.#sent === signal) return;
    this.#sent = signal;
    this.#disarm();
    const next = signal === "SIGTERM" ? () => this.send("SIGKILL") : this.#giveUp;
    this.#disarm = clock().alarm(patience, next);
  }

  /** It has ended. */
  told(): void {
    this.#disarm();
  }
}
