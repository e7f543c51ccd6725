/** A subprocess with a channel, as `node:child_process` has it, as far as it is used. */

/** A child of this process. */
export interface Child {
  /** Absent if it never was. */
  readonly pid?: number;
  readonly connected: boolean;
  /** Whether it was sent a signal. */
  killed: boolean;
  /** Absent where the child's own methods are enough. */
  readonly channel?: { ref?(): void; unref?(): void } | null;
  /** Absent unless it is given any input. */
  readonly stdin?: {
    end(text: string): void;
    destroy(): void;
    on(event: "error", listener: () => void): void;
  } | null;
  send(message: unknown, sent: (error: unknown) => void): void;
  disconnect(): void;
  kill(signal: string): void;
  ref(): void;
  unref(): void;
  on<E extends keyof ChildEvents>(event: E, listener: ChildEvents[E]): void;
}

/** What it tells. */
export interface ChildEvents {
  message(message: unknown): void;
  /** It could not be started, or told something. */
  error(error: unknown): void;
  /** It has ended; more messages may come. */
  exit(): void;
  /** It has ended, and no more messages come. */
  close(code: number | null, signal: string | null): void;
}

/** How it is started. */
export interface ChildOptions {
  readonly stdio: readonly ("ignore" | "inherit" | "pipe" | "ipc")[];
  readonly serialization: "advanced";
  readonly windowsHide: true;
  readonly cwd?: string;
  readonly env?: object;
}
