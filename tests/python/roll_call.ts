/**
 * A roll call that workers answer and stay in as long as they live (see `answerAndFail()` in
 * `core_tasks.ts`): whose connection is closed is gone, thread or process.
 */

import { createServer, type Server, type Socket } from "node:net";

/** How long a worker may take to go, in ms: much more than it needs. */
const patience = 20_000;

export class RollCall implements AsyncDisposable {
  readonly #server: Server;
  readonly #present = new Set<Socket>();
  readonly #pids: number[] = [];
  #changed = Promise.withResolvers<void>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => this.#greet(socket));
  }

  static async make(): Promise<RollCall> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    return new RollCall(server);
  }

  /** What a worker needs to answer. */
  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** The processes of all that have ever answered. */
  get pids(): readonly number[] {
    return this.#pids;
  }

  /** Resolves once `count` workers have answered. */
  async answered(count: number): Promise<void> {
    while (this.#pids.length < count) await this.#changed.promise;
  }

  /** Lets those who have answered go on. */
  dismiss(): void {
    for (const socket of this.#present) socket.write("go");
  }

  /** Resolves once nobody is left; rejects if somebody stays too long. */
  async empty(): Promise<void> {
    let patient = true;
    const timer = setTimeout(() => {
      patient = false;
      this.#tell();
    }, patience);
    while (patient && this.#present.size > 0) await this.#changed.promise;
    clearTimeout(timer);
    if (patient) return;
    throw new Error(`Cannot wait any longer: ${this.#present.size} workers are left`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#present) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #greet(socket: Socket): void {
    this.#present.add(socket);
    socket.once("data", (name) => {
      this.#pids.push(Number(name));
      this.#tell();
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#present.delete(socket);
      this.#tell();
    });
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
