/** The page's form: what is chosen in it, and what can be chosen. */

import { browser, found, type LabElement } from "./dom.ts";
import type { Settings } from "./settings.ts";
import { type WorkloadName, workloads } from "./workloads.ts";

/** What the form asks for. */
export interface Wishes {
  run(settings: Settings): void;
  stop(): void;
  /** Another switch interval, in ms. */
  interval(ms: number): void;
}

/** The form. */
export class Controls {
  readonly #form = found("#controls");
  readonly #run = found("#run");
  readonly #stop = found("#stop");
  readonly #interval = found("#interval");
  readonly #wishes: Wishes;

  constructor(wishes: Wishes) {
    this.#wishes = wishes;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#run.disabled) wishes.run(this.settings);
    });
    this.#form.addEventListener("input", () => this.#show());
    this.#stop.addEventListener("click", () => wishes.stop());
    this.#interval.addEventListener("input", () => this.#changeInterval());
    for (const preset of this.#presets) {
      preset.addEventListener("click", () => this.#preset(preset.textContent!));
    }
    this.#show();
  }

  /** What is chosen. */
  get settings(): Settings {
    return {
      workload: this.#chosen("workload") as WorkloadName,
      workers: Number(found("#workers").value),
      lock: this.#chosen("lock") as Settings["lock"],
      interval: Number(this.#interval.value),
      ms: Number(found("#seconds").value) * 1000,
    };
  }

  /** A run has begun, or is over; the keyboard stays where it can do something. */
  set isRunning(isRunning: boolean) {
    const [from, to] = isRunning ? [this.#run, this.#stop] : [this.#stop, this.#run];
    const hasFocus = browser.document.activeElement === from;
    to.disabled = false;
    if (hasFocus) to.focus({ preventScroll: true });
    from.disabled = true;
  }

  /** There is no lock to be had. */
  forbidLock(): void {
    for (const name of ["on", "both"]) found(`[name=lock][value=${name}]`).disabled = true;
    found("[name=lock][value=off]").checked = true;
    this.#show();
  }

  get #presets(): Iterable<LabElement> {
    return browser.document.querySelectorAll(".preset");
  }

  #chosen(name: string): string {
    return found(`[name=${name}]:checked`, this.#form).value;
  }

  #preset(text: string): void {
    this.#interval.value = text;
    this.#changeInterval();
    this.#show();
  }

  /** The lock takes it at once; what is no interval yet it never sees. */
  #changeInterval(): void {
    const ms = Number(this.#interval.value);
    if (ms >= 0.1 && ms <= 1000) this.#wishes.interval(ms);
  }

  #show(): void {
    const { workload, workers, interval, lock } = this.settings;
    found("#about").textContent = workloads[workload].about;
    found("#worker-count").textContent = String(workers);
    for (const preset of this.#presets) {
      preset.setAttribute("aria-pressed", String(Number(preset.textContent) === interval));
      preset.disabled = lock === "off";
    }
    this.#interval.disabled = lock === "off";
  }
}
