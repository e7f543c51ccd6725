/**
 * Makes what this worker loads obey its lock: functions sent as source, and modules where the
 * runtime lets us.
 *
 * The instrumenter, with its parser, comes after the seat at the lock; what must be instrumented
 * waits for it.
 */

import { Object, Promise, SafeSet } from "../core/primordials.ts";
import { type Instrument, type LockPulse, realm } from "../core/realm.ts";
import { settled } from "../core/thenable.ts";
import type { TextMessage } from "../wire/messages.ts";
import { runText } from "./entry_texts.ts";
import type { Port } from "./port.ts";

/** What instrumented code calls its lock's pulse. */
const name = "$gil";

/** One worker's guard. */
export class Guard {
  readonly #port: Port;
  readonly #instrument = Promise.withResolvers<Instrument>();
  /** Modules that could not be instrumented. */
  readonly #unchecked = new SafeSet<string>();

  constructor(port: Port, pulse: LockPulse) {
    this.#port = port;
    Object.defineProperty(globalThis, name, { value: pulse });
    // Whoever waits for it is told; if nobody does, nobody needs it.
    void settled(this.#instrument.promise);
  }

  /** The instrumenter, once it is there. */
  get instrument(): Promise<Instrument> {
    return this.#instrument.promise;
  }

  /** Takes the instrumenter's text in. */
  accept({ program, failure }: TextMessage): void {
    try {
      if (program === undefined) throw new Error(failure);
      runText(program);
      this.#rewriteModules(realm.instrument!);
      this.#instrument.resolve(realm.instrument!);
    } catch (cause) {
      const error = new Error(`Cannot make tasks obey the GIL: ${cause}`, { cause });
      this.#instrument.reject(error);
    }
  }

  /** Whether a module that was loaded has checks. */
  rewrites(module: string): boolean {
    return this.#port.rewritesModules === true && !this.#unchecked.has(module);
  }

  #rewriteModules(instrument: Instrument): void {
    if (!this.#port.rewritesModules) return;
    realm.lockProgram!.rewriteModules((url, source, kind) => {
      const checked = instrument(source, kind);
      if (checked === source) this.#unchecked.add(url);
      return checked;
    });
  }
}
