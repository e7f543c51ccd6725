/**
 * The pieces of a browser's DOM that a page's script touches.
 *
 * Named here because the DOM's own types would hold for the whole project, which runs elsewhere.
 */

/** An element. */
export interface PageElement {
  innerHTML: string;
  textContent: string | null;
  hidden: boolean;
  readonly clientWidth: number;
  readonly offsetWidth: number;
  readonly style: { left: string; top: string };
  querySelector(selector: string): PageElement | null;
  setAttribute(name: string, value: string): void;
  getBoundingClientRect(): Box;
  setPointerCapture(pointer: number): void;
  focus(options: { preventScroll: boolean }): void;
  addEventListener<Name extends keyof PageEvents>(
    name: Name,
    listener: (event: PageEvents[Name]) => void,
    options?: { readonly passive: boolean },
  ): void;
}

/** Where an element is, in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a mouse, a pen or a finger does. */
export interface PointerInput {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly clientX: number;
  readonly clientY: number;
  preventDefault(): void;
}

/** A turn of a wheel. */
export interface WheelInput extends PointerInput {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 if the deltas are px, else lines or pages. */
  readonly deltaMode: number;
  readonly shiftKey: boolean;
  /** Also when two fingers pinch a touchpad. */
  readonly ctrlKey: boolean;
}

/** A key. */
export interface KeyInput {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  preventDefault(): void;
}

/** The events by their names. */
export interface PageEvents {
  readonly pointerdown: PointerInput;
  readonly pointermove: PointerInput;
  readonly pointerup: PointerInput;
  readonly pointercancel: PointerInput;
  readonly pointerleave: PointerInput;
  readonly dblclick: PointerInput;
  readonly click: PointerInput;
  readonly blur: object;
  readonly wheel: WheelInput;
  readonly keydown: KeyInput;
}

/** A page's global object. */
export interface Browser {
  readonly document: { querySelectorAll(selector: string): Iterable<PageElement> };
  readonly ResizeObserver: new (listener: () => void) => { observe(element: PageElement): void };
  requestAnimationFrame(listener: () => void): unknown;
}
