/**
 * Tasks that print, in a pool of the kind and in the way that the command line names; the program
 * ends by itself, without `shutdown()`.
 */

import { existsSync } from "node:fs";
import process from "node:process";
import { ProcessPoolExecutor, ThreadPoolExecutor } from "@concurrent/futures";

const [kind, way, ...words] = process.argv.slice(2);
const Executor = kind === "threads" ? ThreadPoolExecutor : ProcessPoolExecutor;

const printLines = (count: number, text: string) => {
  for (let line = 0; line < count; line++) console.log(text, line);
};

/** Some by the console, some past it. */
const printInTurn = (turn: number) => {
  if (turn % 2 === 0) console.log("task", turn);
  else process.stdout.write(`task ${turn}\n`);
};

/** Has a task print and then the program, turn by turn. */
async function alternate(
  executor: InstanceType<typeof Executor>,
  turns: number,
  task = printInTurn,
): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await executor.submit(task, turn);
    console.log("main", turn);
  }
}

const ways: Readonly<Record<string, () => Promise<void>>> = {
  betweenAwaits: () => alternate(new Executor(1), 50),

  async errorsBetweenAwaits() {
    const executor = new Executor(1);
    for (let turn = 0; turn < 50; turn++) {
      await executor.submit((turn: number) => console.error("task", turn), turn);
      console.error("main", turn);
    }
  },

  async manyLines() {
    await new Executor(1).submit(printLines, 300, "line");
  },

  async fromFourWorkers() {
    const executor = new Executor(4);
    await Promise.all(
      ["a", "b", "c", "d"].map((name) => executor.submit(printLines, 300, name.repeat(200))),
    );
  },

  async replacedWorkers() {
    const executor = new Executor({ maxWorkers: 1, maxTasksPerChild: 1 });
    for (let turn = 0; turn < 4; turn++) {
      await executor.submit(printInTurn, turn);
      console.log("main", turn);
    }
  },

  /** The last word names a file; once it is there the task ends. */
  async whileItComputes() {
    const compute = async (path: string) => {
      const { existsSync } = await import("node:fs");
      console.log("a");
      process.stdout.write("b\n");
      console.error("c");
      while (!existsSync(path));
    };
    await new Executor(1).submit(compute, words[0]!);
    console.log(existsSync(words[0]!));
  },

  async large() {
    const print = () => {
      console.error("begun");
      console.log("x".repeat(1_000_000));
      process.stdout.write(`${"y".repeat(1_000_000)}\n`);
    };
    await new Executor(1).submit(print);
  },

  async thenExits() {
    await new Executor(1).submit(printLines, 300, "line");
    process.exit(0);
  },

  async inAWorkerThatExits() {
    const print = () => {
      console.error("begun");
      process.stdout.write(`${"x".repeat(1_000_000)}\n`);
      process.exit(3);
    };
    await new Executor(1).submit(print).exception();
  },

  async inAWorkerThatThrows() {
    const print = () => {
      for (let line = 0; line < 300; line++) process.stdout.write(`line ${line}\n`);
      setTimeout(() => {
        throw new Error("late");
      });
      return new Promise(() => {});
    };
    await new Executor(1).submit(print).exception();
  },

  async beforeAForcedEnd() {
    const executor = new Executor(1);
    await executor.submit(printLines, 300, "line");
    if (executor instanceof ProcessPoolExecutor) await executor.killWorkers();
  },

  async byInitializerAndTimers() {
    const initializer = () => {
      console.log("initialized");
    };
    const executor = new Executor({ maxWorkers: 1, initializer });
    await executor.submit(() => {
      const printed = Promise.withResolvers<void>();
      setTimeout(() => {
        console.log("left behind");
        printed.resolve();
      }, 20);
      Object.assign(globalThis, { printed: printed.promise });
    });
    await executor.submit(() => (globalThis as unknown as { printed: Promise<void> }).printed);
    await executor.submit(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      console.log("after an await");
    });
    console.log("main");
  },

  async byWritesOfAllKinds() {
    const print = () =>
      new Promise<void>((resolve) => {
        const { stdout } = process;
        stdout.cork();
        stdout.write("a");
        stdout.write(new Uint8Array([98]));
        stdout.uncork();
        stdout.write("63", "hex", () => stdout.write("d\n", () => resolve()));
      });
    await new Executor(1).submit(print);
    console.log("main");
  },

  async fromAPoolInAWorker() {
    const executor = new Executor(1);
    const nest = async (module: string, name: string) => {
      const inner = new (await import(module))[name](1);
      await inner.submit(() => console.log("inner"));
      console.log("outer");
    };
    await executor.submit(nest, import.meta.resolve("@concurrent/futures"), Executor.name);
    console.log("main");
  },

  underALock: () => alternate(new ThreadPoolExecutor({ gil: true }), 10),

  /** By a console that was taken before the worker's program ran. */
  byAPreloadsConsole: () =>
    alternate(new Executor(1), 10, (turn) => {
      const { preloaded } = globalThis as unknown as { preloaded: typeof console.log };
      preloaded("task", turn);
    }),

  /** To nobody: whoever read has gone once the first line was there. */
  async toNobody() {
    process.stdout.on("error", () => {});
    const executor = new Executor(1);
    console.log("first line");
    const print = async () => {
      for (let line = 0; line < 20_000; line++) {
        if (line % 2 === 0) console.log("line", line);
        else process.stdout.write(`line ${line}\n`);
      }
      await new Promise((resolve) => setTimeout(resolve));
      return 8;
    };
    console.error(await executor.submit(print), await executor.submit(print));
  },
};

await ways[way!]!();
