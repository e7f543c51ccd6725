/**
 * The list of a pool's workers, threads or processes: each signs in before its first task (see
 * `signIn()` in crash_tasks.ts), is told what to do, and stays connected as long as it lives.
 *
 * Must not know what a worker does with its order.
 */

import { createServer, type Server, type Socket } from "node:net";

/** What a worker does once it has signed in: serve, or end in its initializer. */
export type Order = "serve" | "throw" | "exit" | "kill";

export class Attendance implements AsyncDisposable {
  /** What the next to sign in is told. */
  order: Order = "serve";
  readonly #server: Server;
  readonly #present = new Set<Socket>();
  readonly #pids: number[] = [];
  #left = Promise.withResolvers<void>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => this.#welcome(socket));
  }

  static async make(): Promise<Attendance> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    return new Attendance(server);
  }

  /** What a worker needs to sign in. */
  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** The process of each worker that has signed in, in this order. */
  get pids(): readonly number[] {
    return this.#pids;
  }

  /** Resolves once all who have signed in are gone. */
  async allGone(): Promise<void> {
    while (this.#present.size > 0) await this.#left.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#present) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #welcome(socket: Socket): void {
    this.#present.add(socket);
    socket.once("data", (pid) => {
      this.#pids.push(Number(pid));
      socket.write(this.order);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#present.delete(socket);
      this.#left.resolve();
      this.#left = Promise.withResolvers();
    });
  }
}
