/** An error that the app knows and its tasks throw: two bundles have a copy each. */

/** Its name is a static property, which no minifier shortens. */
export class LimitError extends Error {
  static override readonly name = "LimitError";
  override readonly name = "LimitError";
  readonly limit: number;

  constructor(limit: number) {
    super("too many");
    this.limit = limit;
  }
}
