/** What a file of the Trace Event format lists. */

/** An event of the format. `ts` and `dur` are microseconds. */
export interface FormatEvent {
  readonly ph: "M" | "X" | "i" | "s" | "f" | "C";
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly cat?: string;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  /** An arrow's end binds to the slice it is in. */
  readonly bp?: "e";
  /** An instant is the thread's. */
  readonly s?: "t";
  readonly args?: Readonly<Record<string, unknown>>;
}
