/**
 * When a pool tries again to start a worker, after the system had no room for one.
 *
 * Each try costs up to a millisecond and most likely fails, so the next one comes after as many
 * tasks have left as there were tries before it: 1, 2, 4, 8 … No clock is asked.
 */
export class StartGate {
  /** How many tasks must leave before the next try. */
  #left = 0;
  /** How many, when the next try fails. */
  #step = 1;

  get isOpen(): boolean {
    return this.#left === 0;
  }

  /** A worker couldn't be started; several at once count as one. */
  close(): void {
    if (this.#left > 0) return;
    this.#left = this.#step;
    this.#step *= 2;
  }

  /** A task has left the pool. */
  settled(): void {
    if (this.#left > 0) this.#left--;
  }

  /** A worker has ended: there is room. */
  open(): void {
    this.#left = 0;
    this.#step = 1;
  }
}
