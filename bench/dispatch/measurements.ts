/** All measurements, in the order they are made and shown. */

import type { Measurement, MeasurementName } from "./measurement.ts";
import { buffer } from "./measurements/buffer.ts";
import { burst } from "./measurements/burst.ts";
import { cpu } from "./measurements/cpu.ts";
import { first } from "./measurements/first.ts";
import { idle } from "./measurements/idle.ts";
import { latency } from "./measurements/latency.ts";
import { map } from "./measurements/map.ts";
import { memory } from "./measurements/memory.ts";
import { window } from "./measurements/window.ts";

/** The list. */
export const measurements: readonly Measurement[] = [
  burst,
  window,
  latency,
  map,
  cpu,
  buffer,
  first,
  memory,
  idle,
];

/** The one of that name. */
export function measurementOf(name: MeasurementName): Measurement {
  return measurements.find((one) => one.name === name)!;
}
