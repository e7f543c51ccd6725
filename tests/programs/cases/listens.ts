/**
 * Tasks that add and remove listeners of their worker, in a pool of the kind and in the way that the
 * command line names; then one task by a message and one past it, whose results are printed.
 */

import process from "node:process";
import { type BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

const [kind, way] = process.argv.slice(2);
const executor = new (kind === "threads" ? ThreadPoolExecutor : ProcessPoolExecutor)(1);

/** Has an event heard, and then something thrown or rejected that nothing catches. */
const hear = (event: string, rejects: boolean) =>
  new Promise<string>((resolve) => {
    process.once(event, (error: Error) => resolve(error.message));
    const late = new Error("late");
    if (rejects) Promise.reject(late);
    else {
      setTimeout(() => {
        throw late;
      });
    }
  });

const throwLate = () => {
  setTimeout(() => {
    throw new RangeError("later");
  });
  return new Promise<never>(() => {});
};

async function printEnd(future: PromiseLike<never>): Promise<void> {
  try {
    await future;
  } catch (error) {
    const { name, message, cause } = error as BrokenExecutor;
    console.log(name, /with exit code \d+/.exec(message)![0], String(cause));
  }
}

async function printMore(): Promise<void> {
  // Too long for shared memory: a thread gets it by a message.
  console.log(await executor.submit((text: string) => text.length, "x".repeat(100_000)));
  console.log(await executor.submit(Math.sqrt, 4));
}

const ways: Readonly<Record<string, () => Promise<void>>> = {
  async hearsException() {
    console.log(await executor.submit(hear, "uncaughtException", false));
    await printMore();
  },

  async hearsRejection() {
    console.log(await executor.submit(hear, "unhandledRejection", true));
    await printMore();
  },

  async hearsRejectionAsException() {
    console.log(await executor.submit(hear, "uncaughtException", true));
    await printMore();
  },

  async hearsNoLonger() {
    console.log(await executor.submit(hear, "uncaughtException", false));
    await printEnd(executor.submit(throwLate));
  },

  async exitsInAHandler() {
    const exit = () => {
      process.on("uncaughtException", () => process.exit(7));
      setTimeout(() => {
        throw new Error("late");
      });
      return new Promise<never>(() => {});
    };
    await printEnd(executor.submit(exit));
  },

  async looksForOtherHandlers() {
    const count = () =>
      ["uncaughtException", "unhandledRejection"].map((event) => process.listenerCount(event));
    console.log(...await executor.submit(count));
  },

  async removesAll() {
    const remove = () => {
      const listener = () => {};
      process.on("message", listener).on("SIGUSR2", listener);
      process.removeAllListeners();
      return process.listeners("message").includes(listener) || process.listenerCount("SIGUSR2");
    };
    console.log(await executor.submit(remove));
    await printMore();
  },

  async removesAllOfOneName() {
    await executor.submit(() => {
      for (const name of ["message", "disconnect", "uncaughtException"]) {
        process.removeAllListeners(name);
      }
    });
    await printMore();
  },

  async removesAllAndThrows() {
    await executor.submit(() => void process.removeAllListeners());
    await printEnd(executor.submit(throwLate));
  },

  async letsGoOfItsChannel() {
    await executor.submit((isProcess: boolean) => {
      if (isProcess) return process.channel!.unref();
      const { parentPort } = process.getBuiltinModule("node:worker_threads");
      // Deno's has no such method.
      if (!("Deno" in globalThis)) parentPort!.removeAllListeners("message");
      parentPort!.unref();
    }, kind === "processes");
    await printMore();
  },
};

await ways[way!]!();
await executor.shutdown();
