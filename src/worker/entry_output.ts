/**
 * Has what a worker prints written at once to the program's stdout and stderr.
 *
 * Threads of Bun and Node send output by messages to the main thread, and processes keep what a pipe
 * doesn't take yet: a task's result overtakes either, and what is left when a worker ends is lost. On
 * Deno only the worker of a program whose reader has gone is to be saved. Consoles of Deno and of
 * Bun's processes write at once by themselves, and so does whatever writes to a terminal.
 */

import { Atomics, Int32Array, Object, SharedArrayBuffer } from "../core/primordials.ts";
import type { NodeProcess, OutputStream, Write } from "./node_process.ts";

interface FileSystem {
  writeSync(fd: number, bytes: Uint8Array, offset: number): number;
}

interface Streams {
  readonly Writable: new (options: { readonly decodeStrings: false }) => OutputStream;
}

interface Terminals {
  isatty(fd: number): boolean;
  readonly WriteStream: new (fd: number) => OutputStream;
}

declare const Buffer: { from(text: string, encoding: string): Uint8Array };

const outputs = [["stdout", 1], ["stderr", 2]] as const;

/** For how long to wait for a full pipe to have room, in ms. */
const patience = 1;

/** Has a thread print at once. */
export function printFromThread(process: NodeProcess): void {
  for (const [name, fd] of outputs) {
    // Changed in place: a console, or a module of a preload, may hold it.
    const stream = process[name]!;
    const write = terminalWriter(process, fd) ?? writer(process, fd);
    writeAtOnce(stream, write);
    if (stream.writableLength > 0) overtake(stream, newStream(process), write);
  }
}

/** Has a process, or Deno's thread, print at once; who prints nothing loads nothing for it. */
export function printFromProcess(process: NodeProcess): void {
  const onBun = "Bun" in globalThis;
  for (const [name, fd] of outputs) {
    // Bun's is made as soon as it is looked at or defined anew, which takes 7 ms; not when it is set.
    if (onBun) process[name] = undefined;
    const { get: made } = Object.getOwnPropertyDescriptor(process, name)!;
    let stream: OutputStream | undefined;
    const get = () => stream ??= direct(onBun ? openOnBun(process, fd) : made!(), process, fd);
    const set = (value: OutputStream) => void (stream = value);
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get, set });
  }
}

function direct(stream: OutputStream, process: NodeProcess, fd: number): OutputStream {
  if (!stream.isTTY) writeAtOnce(stream, writer(process, fd));
  return stream;
}

/** What Bun would have there, but for its memory of what a pipe doesn't take. */
function openOnBun(process: NodeProcess, fd: number): OutputStream {
  const { isatty, WriteStream } = process.getBuiltinModule!("node:tty") as Terminals;
  if (isatty(fd)) return new WriteStream(fd);
  return Object.assign(newStream(process), { fd, _type: "fs", _isStdio: true });
}

function newStream(process: NodeProcess): OutputStream {
  const { Writable } = process.getBuiltinModule!("node:stream") as Streams;
  return new Writable({ decodeStrings: false });
}

/** A preload has printed, and the stream writes no more until the main thread has taken that. */
function overtake(stream: OutputStream, other: OutputStream, write: Write): void {
  writeAtOnce(other, write);
  stream.write = (...values) => {
    other.write(...values);
    // Who were told to wait would wait for an event of the stream's.
    return true;
  };
}

/** Node's way to a terminal of Windows, which would take bytes for some other code page's. */
function terminalWriter(process: NodeProcess, fd: number): Write | undefined {
  if (process.platform !== "win32" || "Bun" in globalThis) return undefined;
  const { isatty, WriteStream } = process.getBuiltinModule!("node:tty") as Terminals;
  if (!isatty(fd)) return undefined;
  const terminal = new WriteStream(fd);
  return (chunk, encoding, done) => {
    terminal.write(chunk, encoding);
    done();
  };
}

function writeAtOnce(stream: OutputStream, write: Write): void {
  stream._writev = null;
  stream._write = write;
}

function writer(process: NodeProcess, fd: number): Write {
  return (chunk, encoding, done) => {
    try {
      writeWhole(process, fd, typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
    } catch (error) {
      return done(error);
    }
    done();
  };
}

/** Waits where a pipe is full; what nobody reads any more is not for a task to fail of. */
function writeWhole(process: NodeProcess, fd: number, bytes: Uint8Array): void {
  const { writeSync } = process.getBuiltinModule!("node:fs") as FileSystem;
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === "EPIPE" || code === "EOF") return;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patience);
    }
  }
}
