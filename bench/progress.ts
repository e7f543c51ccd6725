/** One line on a terminal that is written over and over; nothing where there is no terminal. */

/** The terminal to write to, if it is one: `process.stderr`. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const toLineStart = "\r\x1b[K";

/** Some terminals tell 0 columns, or none. */
const usualColumns = 80;

/** The line. */
export class Progress {
  readonly #terminal: Terminal;
  #isShown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Puts `text` in place of what was there, cut to fit: a wrapped line could not be taken back. */
  show(text: string): void {
    const { isTTY, columns } = this.#terminal;
    if (!isTTY) return;
    this.#terminal.write(toLineStart + text.slice(0, (columns || usualColumns) - 1));
    this.#isShown = true;
  }

  /** Takes it away. */
  clear(): void {
    if (this.#isShown) this.#terminal.write(toLineStart);
    this.#isShown = false;
  }
}
