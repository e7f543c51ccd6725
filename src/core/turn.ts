/** The end of a turn of the event loop: when no code is running and no microtask is left. */

interface Globals {
  readonly setImmediate?: (callback: () => void) => unknown;
}

const { setImmediate, MessageChannel } = globalThis as Globals & typeof globalThis;

/** Calls `callback` in a turn of its own, before the event loop waits for anything. */
export const afterTurn: (callback: () => void) => void = setImmediate ?? byChannel();

/** Pages have no `setImmediate`, and a timer may be held back. */
function byChannel(): (callback: () => void) => void {
  let port: MessagePort | undefined;
  const callbacks: (() => void)[] = [];
  return (callback) => {
    port ??= portTo(() => callbacks.shift()?.());
    callbacks.push(callback);
    port.postMessage(undefined);
  };
}

function portTo(receive: () => void): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = receive;
  return port1;
}
