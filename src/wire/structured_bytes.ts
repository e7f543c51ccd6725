/**
 * Structured clone as bytes, by `node:v8`.
 *
 * Its `serialize()` is not that: it writes what a view shows, and gives it a part of the message for
 * a buffer. So V8's own format is written by the class beneath it, buffers and views as they are.
 */

import { isPoolSlice } from "../codec/views.ts";
import { brandOf, isView, setBytes, Uint8Array } from "../core/primordials.ts";

/** The module `node:v8`, as far as it is used. */
export interface V8 {
  serialize(value: unknown): Uint8Array;
  deserialize(bytes: Uint8Array): unknown;
  readonly Serializer: new () => Writer;
  readonly Deserializer: new (bytes: Uint8Array) => Reader;
}

interface Writer {
  writeRawBytes(bytes: Uint8Array): void;
  writeHeader(): void;
  writeValue(value: unknown): void;
  writeUint32(value: number): void;
  releaseBuffer(): Uint8Array;
  _setTreatArrayBufferViewsAsHostObjects?(flag: boolean): void;
  _writeHostObject?(object: object): void;
}

interface Reader {
  readHeader(): void;
  readValue(): unknown;
  readUint32(): number;
  _readHostObject?(): unknown;
}

/** Values as bytes and back. */
export interface Serializer {
  /**
   * @param hasPoolSlices whether a view in it shows a part of its runtime's own memory, which must
   *   stay here
   * @param prefix bytes that go before all
   * @throws if the value can't be cloned
   */
  serialize(value: unknown, hasPoolSlices: boolean, prefix?: Uint8Array): Uint8Array;
  deserialize(bytes: Uint8Array): unknown;
}

/** Structured clone's bytes; where `node:v8` has no classes its functions make them. */
export function serializerOf(v8: V8): Serializer {
  try {
    new v8.Serializer();
  } catch {
    return {
      serialize: (value, _, prefix) => behind(prefix, v8.serialize(value)),
      deserialize: (bytes) => v8.deserialize(bytes),
    };
  }
  return {
    serialize: (value, hasPoolSlices, prefix) =>
      write(new v8.Serializer(), value, hasPoolSlices, prefix),
    deserialize: (bytes) => read(new v8.Deserializer(bytes)),
  };
}

function behind(prefix: Uint8Array | undefined, bytes: Uint8Array): Uint8Array {
  if (prefix === undefined) return bytes;
  const all = new Uint8Array(prefix.byteLength + bytes.byteLength);
  setBytes(all, prefix, 0);
  setBytes(all, bytes, prefix.byteLength);
  return all;
}

function write(
  writer: Writer,
  value: unknown,
  hasPoolSlices: boolean,
  prefix?: Uint8Array,
): Uint8Array {
  if (hasPoolSlices) {
    writer._setTreatArrayBufferViewsAsHostObjects?.(true);
    writer._writeHostObject = (object) => writeView(writer, object);
  }
  if (prefix) writer.writeRawBytes(prefix);
  writer.writeHeader();
  writer.writeValue(value);
  return writer.releaseBuffer();
}

function read(reader: Reader): unknown {
  reader._readHostObject = () => readView(reader);
  reader.readHeader();
  return reader.readValue();
}

const viewNames = [
  "DataView",
  ...["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array"],
  ...["Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array"],
  "BigUint64Array",
];

/** Not every runtime has all of them. */
const viewClasses = viewNames.map((name) =>
  (globalThis as unknown as Record<string, ViewClass | undefined>)[name]
);

/** The length of a view that has what its resizable buffer has; no view is as long. */
const toTheEnd = 2 ** 32 - 1;

/** A view by hand: its class, where it begins, its length and its buffer. */
function writeView(writer: Writer, view: object): void {
  if (!isView(view)) throw new TypeError(`${nameOf(view)} could not be cloned`);
  const { buffer, byteOffset, byteLength } = view;
  const isOwn = !isPoolSlice(view);
  const { length = byteLength } = view as { readonly length?: number };
  const { resizable } = buffer as { readonly resizable?: boolean };
  const tracks = resizable && byteOffset + byteLength === buffer.byteLength;
  writer.writeUint32(viewNames.indexOf(nameOf(view)));
  writer.writeUint32(isOwn ? byteOffset : 0);
  writer.writeUint32(tracks ? toTheEnd : length);
  writer.writeValue(isOwn ? buffer : buffer.slice(byteOffset, byteOffset + byteLength));
}

function readView(reader: Reader): ArrayBufferView {
  const View = viewClasses[reader.readUint32()];
  const byteOffset = reader.readUint32();
  const length = reader.readUint32();
  const buffer = reader.readValue();
  // Of a number, a view would be as long as that.
  if (View === undefined || brandOf(buffer) !== "[object ArrayBuffer]") {
    throw new TypeError("Cannot read a view: it is of no buffer");
  }
  return new View(buffer as ArrayBuffer, byteOffset, length === toTheEnd ? undefined : length);
}

type ViewClass = new (
  buffer: ArrayBuffer,
  byteOffset: number,
  length: number | undefined,
) => ArrayBufferView;

/** What a view is, whatever class it is an instance of. */
function nameOf(object: object): string {
  return brandOf(object).slice("[object ".length, -1);
}
