/** What tests need of a browser, whichever it is: to open a page and ask it something. */

/** One that may be on this machine. */
export interface Engine {
  /** How tests call it. */
  readonly name: string;
  /** Why tests that need it are skipped, or `false`. */
  readonly skip: string | false;
  /**
   * Starts it, with a new profile; it ends with this process at the latest.
   *
   * @param folder where it and its driver put all they write
   */
  launch(folder: string): Promise<EngineBrowser>;
}

/** A browser that runs. */
export interface EngineBrowser {
  /** Opens a page, and has it loaded. */
  open(url: string): Promise<EnginePage>;
  close(): Promise<void>;
}

/** A page of it. */
export interface EnginePage {
  /** The value of an expression in it, as JSON has it. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Milliseconds between two looks at a page. */
const step = 50;

/**
 * Waits until an expression is true in a page.
 *
 * Asks again and again: not every engine's driver waits by itself, and pages that nobody sees draw no
 * frames.
 */
export async function until(page: EnginePage, condition: string, patience: number): Promise<void> {
  for (const end = Date.now() + patience; !await page.evaluate(`Boolean(${condition})`);) {
    if (Date.now() > end) throw new Error(`${condition}: not so after ${patience} ms`);
    await new Promise((resolve) => setTimeout(resolve, step));
  }
}
