/**
 * A file written whole or not at all, in a place that is tried before the work is done.
 *
 * Must not know what is written.
 */

import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import process from "node:process";
import { UsageError } from "./flags.ts";

/** The file. */
export class OutputFile {
  readonly #path: string;
  readonly #draft: string;

  /**
   * Tries whether `path` can be written, and leaves what is there as it is.
   *
   * @param flag the flag that names it
   * @throws {UsageError} if it can't
   */
  constructor(flag: string, path: string) {
    try {
      this.#path = targetOf(path);
      this.#draft = `${this.#path}.${process.pid}.tmp`;
      writeFileSync(this.#draft, "");
      rmSync(this.#draft);
    } catch (error) {
      throw new UsageError(`Cannot write --${flag} ${path}: ${reason(error)}`);
    }
  }

  /** Writes `text`; a reader of the file sees the old one or this. */
  write(text: string): void {
    try {
      writeFileSync(this.#draft, text);
      renameSync(this.#draft, this.#path);
    } finally {
      rmSync(this.#draft, { force: true });
    }
  }
}

/** Renaming would put a file in the place of a link, a device or a pipe. */
function targetOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return path;
  if (!stats.isFile()) throw new Error("not a regular file");
  return realpathSync(path);
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "no such directory";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `permission denied (${code})`;
    default:
      return message;
  }
}
