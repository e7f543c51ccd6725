/**
 * Makes the page cross-origin isolated, which it must be to share memory with its workers.
 *
 * A host that sends the two headers has done so. On any other a service worker, `isolate.ts`, adds
 * them, once the page has been loaded again.
 */

import { browser } from "./dom.ts";

/** In the session's storage: the page was loaded again, and should be isolated by now. */
const mark = "loaded again to share memory";

/** Whether the page is isolated; if it can become so it is loaded again, and this never returns. */
export async function isIsolated(): Promise<boolean> {
  const { crossOriginIsolated, sessionStorage } = browser;
  const wasLoadedAgain = sessionStorage.getItem(mark) !== null;
  sessionStorage.removeItem(mark);
  if (crossOriginIsolated) return true;
  if (wasLoadedAgain || !(await isServed())) return false;
  sessionStorage.setItem(mark, "");
  browser.location.reload();
  return new Promise(() => {});
}

/** Whether a service worker answers for the page from now on; there may be none, as in private windows. */
async function isServed(): Promise<boolean> {
  const workers = browser.navigator.serviceWorker;
  if (!workers) return false;
  try {
    const served = new Promise<void>((resolve) => {
      workers.addEventListener("controllerchange", resolve);
    });
    const registration = await workers.register(new URL("isolate.js", import.meta.url));
    if (!registration) return false;
    if (!registration.active) await served;
    return true;
  } catch {
    return false;
  }
}
