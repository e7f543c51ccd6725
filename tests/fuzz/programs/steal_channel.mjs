// Preloaded in workers: lays hands on the channel of the pool's own, which no task finds.
import process from "node:process";
import { parentPort } from "node:worker_threads";

const mark = Symbol.for("@concurrent/futures/mark");
if (process.send && !parentPort) {
  Object.defineProperty(globalThis, mark, {
    configurable: true,
    get: () => globalThis.stolenMark,
    set: (words) => void (globalThis.stolenMark = words),
  });
}
const take = ({ port }) => void (globalThis.stolenPort ??= port);
if (parentPort && "Deno" in globalThis) {
  parentPort.addEventListener("message", ({ data }) => take(data), { once: true });
} else parentPort?.once("message", take);
