/** The text of `--help`, out of the commands' own descriptions. */

import type { Command } from "./command.ts";
import type { Flags } from "./flags.ts";

/**
 * The help.
 *
 * @param commands the first one is the default
 * @param common flags that every command takes
 */
export function helpText(commands: readonly Command[], common: Flags): string {
  const lines = commands.flatMap((command, index) => [
    `  ${command.name}${index === 0 ? " (the default)" : ""}: ${command.summary}`,
    ...flagLines(command.flags, "    "),
    "",
  ]);
  return [
    "Usage: futures-bench [command] [flags]",
    "",
    "Commands:",
    ...lines,
    "Flags of every command:",
    ...flagLines(common, "  "),
    "",
    "Exit codes: 0 done, 1 a wrong answer or a failure, 2 a bad command line, 130 interrupted.",
  ].join("\n");
}

function flagLines(flags: Flags, indent: string): string[] {
  const names = Object.entries(flags).map(([name, { placeholder, short, help }]) => ({
    name: [short && `-${short},`, `--${name}`, placeholder].filter(Boolean).join(" "),
    help,
  }));
  const width = Math.max(...names.map(({ name }) => name.length));
  return names.map(({ name, help }) => `${indent}${name.padEnd(width)}  ${help}`);
}
