/** Gathers what is reported on `console.error`, in place of showing it. */

export class ConsoleErrors implements Disposable {
  /** The arguments of each report. */
  readonly reports: unknown[][] = [];
  readonly #original = console.error;

  constructor() {
    console.error = (...args: unknown[]) => void this.reports.push(args);
  }

  [Symbol.dispose](): void {
    console.error = this.#original;
  }
}
