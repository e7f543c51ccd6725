/**
 * What a faked `process.nextTick()` keeps runtimes from doing for processes, and what is done about it.
 *
 * They call whatever stands there, and sinon replaces it by itself, perhaps before this package
 * loads. Node hands no message on then: it gets another way to a microtask. Deno tells no child that
 * its input is over: that is found out, and its end of the pipe is closed.
 */

import { Atomics, Int32Array, Object, Reflect, SharedArrayBuffer } from "../core/primordials.ts";

type NextTick = (callback: (...args: unknown[]) => void, ...args: unknown[]) => void;

interface ProcessLike {
  nextTick: NextTick;
}

const { process } = globalThis as { process?: ProcessLike };

/** By the language alone. */
const byMicrotask: NextTick = async (callback, ...args) => {
  await undefined;
  callback(...args);
};

interface Channel {
  onread?: (...args: unknown[]) => unknown;
}

/** Has a child of Node's hand on its messages, whatever stands there. */
export function hearWithoutTicks(child: object): void {
  const key = Object.getOwnPropertySymbols(child)
    .find(({ description }) => description === "kChannelHandle");
  const channel = key && (child as Record<symbol, Channel | null>)[key];
  const onread = channel?.onread;
  if (!onread) return;
  channel.onread = function (...args) {
    const { nextTick } = process!;
    process!.nextTick = byMicrotask;
    try {
      return Reflect.apply(onread, this, args);
    } finally {
      process!.nextTick = nextTick;
    }
  };
}

/** Milliseconds in which a real one has run. */
const moment = 5;

/** Calls `act` in a moment if what stands there has not run by then. */
export async function ifTicksAreFaked(act: () => void): Promise<void> {
  let haveRun = false;
  process!.nextTick(() => {
    haveRun = true;
  });
  // No timer: those may be faked, too.
  await Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, moment).value;
  if (!haveRun) act();
}
