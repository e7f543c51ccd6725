/** What a task does that has stolen its pool's channel: it says mutations of what workers say. */

import process from "node:process";
import v8 from "node:v8";
import { type Mark, Packer } from "../../../src/wire/packet.ts";
import { encodeError } from "../../../src/wire/remote_error.ts";
import { Random } from "../random.ts";

interface Stolen {
  readonly stolenMark?: Mark;
  readonly stolenPort?: { postMessage(message: unknown): void };
}

const record = encodeError(new AggregateError([new RangeError("a", { cause: "b" })], "c"));

/** What a worker says, but for what it says of slots in shared memory. */
const honest: readonly object[] = [
  { type: "result", task: 1, outcome: { ok: true, value: 1 } },
  { type: "result", task: 2, outcome: { ok: true, value: { values: [1, 2], errors: [] } } },
  { type: "result", task: 1, times: [1, 2], outcome: { ok: false, error: record } },
  { type: "result", outcome: { ok: true, value: { values: [1], errors: [[0, record]] } } },
  { type: "failed", error: record },
  { type: "crashed", error: record },
  { type: "ready" },
  { type: "online" },
  { type: "logged" },
  { type: "ask", slot: 2_000 },
];

/** Says so many; how many were said. */
export function attack(seed: number, count: number): number {
  const random = new Random(seed);
  const say = speech(random);
  for (let left = count; left > 0; left--) {
    const message = structuredClone(random.pick(honest));
    say(random.chance(0.8) ? random.mutate(message) : message);
  }
  return count;
}

/** A thread posts; a process packs, and may damage what it has packed. */
function speech(random: Random): (message: unknown) => void {
  const { stolenMark, stolenPort } = globalThis as Stolen;
  if (stolenPort) return (message) => stolenPort.postMessage(message);
  if (!stolenMark) throw new Error("Nothing was stolen: the test is wrong");
  const packer = new Packer(v8, stolenMark);
  return (message) => {
    const packet = packer.pack(message);
    const bytes = new Uint8Array(packet.buffer, packet.byteOffset, packet.byteLength);
    // Behind the mark, which would make it nobody's.
    if (random.chance(0.5)) {
      for (let at = random.below(4); at > 0; at--) {
        bytes[8 + random.below(bytes.length - 8)] = random.below(256);
      }
    }
    process.send!(packet);
  };
}
