/** What stands in for `fixtures/hold.ts` in a page: see the gate beside it. */

/** Waits at a gate, then returns `value`. */
export function hold<T>(port: number, value: T): Promise<T> {
  const channel = new BroadcastChannel(`gate ${port}`);
  const task = crypto.randomUUID();
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data !== task) return;
      channel.close();
      resolve(value);
    };
    channel.postMessage(task);
  });
}
