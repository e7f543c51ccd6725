/**
 * The command line: which command, and the value of each of its flags.
 *
 * Must not know what a command does. Anything it can't read is a `UsageError`.
 */

import { parseArgs } from "node:util";
import type { Command } from "./command.ts";
import { type Flag, type Flags, UsageError } from "./flags.ts";

/** A command line, read. */
export interface Request {
  readonly command: Command;
  /** Of the command's and the common flags; `undefined` for one not given. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];
type Option = Extract<Token, { kind: "option" }>;

/**
 * Reads `args`.
 *
 * @param commands the first one is the default
 * @param common flags that every command takes
 * @throws {UsageError} for an unknown command or flag, a missing or a bad value
 */
export function readCommandLine(
  args: readonly string[],
  commands: readonly Command[],
  common: Flags,
): Request {
  const isNamed = args[0]?.startsWith("-") === false;
  const command = isNamed ? find(commands, args[0]!) : commands[0]!;
  const values = readFlags(isNamed ? args.slice(1) : args, { ...common, ...command.flags });
  return { command, values };
}

function find(commands: readonly Command[], name: string): Command {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  throw new UsageError(`Cannot run an unknown command, see --help: ${name}`);
}

function readFlags(args: readonly string[], flags: Flags): Record<string, unknown> {
  const texts = new Map<string, string[]>();
  for (const token of tokensOf(args, flags)) {
    if (token.kind !== "option") {
      throw new UsageError(`Cannot take an argument without a flag: ${wordOf(token)}`);
    }
    const text = textOf(token, flags);
    texts.set(token.name, [...texts.get(token.name) ?? [], text]);
  }
  return Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [name, read(name, flag, texts.get(name))]),
  );
}

/** Not strict: its errors are of several sentences, and ours name the bad value last. */
function tokensOf(args: readonly string[], flags: Flags): readonly Token[] {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { placeholder, short }]) => {
      const type = placeholder === undefined ? "boolean" : "string";
      return [name, { type, ...(short !== undefined && { short }) } as const];
    }),
  );
  return parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens;
}

function wordOf(token: Exclude<Token, Option>): string {
  return token.kind === "positional" ? token.value : "--";
}

function textOf({ name, rawName, value, inlineValue }: Option, flags: Flags): string {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (!flag) throw new UsageError(`Cannot understand ${rawName}: no such flag, see --help`);
  if (flag.placeholder === undefined) {
    if (!inlineValue) return "";
    throw new UsageError(`Cannot understand ${rawName}: it takes no value: ${value}`);
  }
  if (value && (inlineValue || !looksLikeFlag(value))) return value;
  throw new UsageError(`Cannot understand ${rawName}: its value is missing: ${flag.placeholder}`);
}

/** A negative number is a bad value, not a missing one. */
function looksLikeFlag(text: string): boolean {
  return /^-\D/.test(text);
}

function read(name: string, flag: Flag<unknown>, texts: readonly string[] | undefined): unknown {
  if (!texts) return undefined;
  try {
    return flag.read(texts);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`Cannot understand --${name}: ${error.message}`);
  }
}
