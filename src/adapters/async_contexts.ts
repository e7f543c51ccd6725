/** Contexts as `node:async_hooks` takes them, on Deno, Bun and Node; browsers have none yet. */

import type { AsyncContext } from "../core/async_context.ts";
import { provideContexts } from "../core/async_context.ts";
import { builtin } from "./builtin.ts";

interface AsyncHooks {
  /** Node's `AsyncLocalStorage.snapshot()` takes a hundred times as long. */
  readonly AsyncResource: new (type: string) => AsyncContext;
}

/** Provides them; to be called as the package loads, outside of every caller's. */
export function provideAsyncContexts(): void {
  const { AsyncResource } = builtin<AsyncHooks>("node:async_hooks") ?? {};
  if (AsyncResource) provideContexts(() => new AsyncResource("Future"));
}
