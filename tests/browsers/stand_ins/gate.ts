/** What stands in for `fixtures/gate.ts` in a page: a channel in place of a server. */

let gates = 0;

/** Where tasks wait until the test opens it. */
export class Gate implements AsyncDisposable {
  /** The number by which tasks find it. */
  readonly port: number = ++gates;
  readonly #channel = new BroadcastChannel(`gate ${this.port}`);
  readonly #waiting: string[] = [];
  #isOpen = false;
  #changed = Promise.withResolvers<void>();

  private constructor() {
    this.#channel.onmessage = ({ data }) => this.#arrive(data);
  }

  static async make(): Promise<Gate> {
    const gate = new Gate();
    await gate.#heard();
    return gate;
  }

  /** How many tasks have arrived so far. */
  get arrivals(): number {
    return this.#waiting.length;
  }

  /** Resolves once `count` tasks have arrived. */
  async arrived(count: number): Promise<void> {
    while (this.arrivals < count) await this.#changed.promise;
  }

  /** Lets everybody through, those who come later too. */
  open(): void {
    this.#isOpen = true;
    for (const task of this.#waiting) this.#channel.postMessage(task);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.open();
    this.#channel.close();
    return Promise.resolve();
  }

  /** A channel is known to the browser some time after it was made: it would miss who comes first. */
  async #heard(): Promise<void> {
    const probe = new BroadcastChannel(this.#channel.name);
    probe.postMessage("");
    await this.arrived(1);
    this.#waiting.length = 0;
    probe.close();
  }

  #arrive(task: string): void {
    this.#waiting.push(task);
    if (this.#isOpen) this.#channel.postMessage(task);
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
