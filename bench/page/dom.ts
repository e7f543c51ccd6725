/** The pieces of a browser's DOM that this page touches beyond those that timelines do. */

import type { Browser, PageElement } from "../timeline/drawing/dom.ts";

/** What the page's elements can do. */
export interface LabElement extends PageElement {
  value: string;
  checked: boolean;
  disabled: boolean;
  href: string;
  querySelector(selector: string): LabElement | null;
  querySelectorAll(selector: string): Iterable<LabElement>;
  focus(options?: { readonly preventScroll: boolean }): void;
  addEventListener: PageElement["addEventListener"] & {
    (name: "input" | "change" | "submit", listener: (event: FormInput) => void): void;
  };
}

/** Something was put into a form, or the form was sent. */
export interface FormInput {
  preventDefault(): void;
}

/** What a page can tell about service workers. */
export interface ServiceWorkers {
  readonly controller: unknown;
  register(url: URL): Promise<{ readonly active: unknown } | undefined>;
  addEventListener(name: "controllerchange", listener: () => void): void;
}

/** The page's global object. */
export interface LabBrowser extends Omit<Browser, "document"> {
  readonly document: {
    readonly activeElement: unknown;
    querySelector(selector: string): LabElement | null;
    querySelectorAll(selector: string): Iterable<LabElement>;
  };
  readonly crossOriginIsolated: boolean;
  readonly navigator: { readonly serviceWorker?: ServiceWorkers };
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly location: { reload(): void };
  matchMedia(query: string): { readonly matches: boolean };
}

/** The page. */
export const browser: LabBrowser = globalThis as unknown as LabBrowser;

/** An element that the page has. */
export function found(selector: string, within?: LabElement): LabElement {
  const element = (within ?? browser.document).querySelector(selector);
  if (!element) throw new Error(`Cannot find an element: ${selector}`);
  return element;
}
