/**
 * What a run has started: closed in good order at its end, or killed at once when it is
 * interrupted. (`AsyncDisposableStack` is this in half, and Node 22 has none.)
 */

/** Something that must not outlive the run. */
export interface Resource {
  /** Ends it when its work is done. */
  close(): Promise<unknown>;
  /** Ends it now; without one it ends with this process. */
  kill?(): Promise<unknown>;
}

/** The resources of one run. */
export class OpenResources {
  readonly #resources: Resource[] = [];
  #killed = false;

  /** Takes `resource` in; when the run has been interrupted it is killed instead. */
  add(resource: Resource): void {
    if (!this.#killed) this.#resources.push(resource);
    else {
      void resource.kill?.();
      throw new Error("Cannot open more: the run was interrupted");
    }
  }

  /** Closes all, the last one first, each though others fail. */
  async close(): Promise<void> {
    for (const resource of this.#resources.splice(0).reverse()) {
      await resource.close().catch(() => {});
    }
  }

  /** Kills all at once. */
  async kill(): Promise<void> {
    this.#killed = true;
    await Promise.allSettled(this.#resources.splice(0).map((resource) => resource.kill?.()));
  }
}
