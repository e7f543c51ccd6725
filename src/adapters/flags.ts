/** The options that this process was given, as Node and Bun tell them in `process.execArgv`. */

interface ProcessLike {
  readonly execArgv: readonly string[];
  readonly env: { readonly NODE_OPTIONS?: string };
}

/** Options that are not a child's: what runs and how, and debuggers, whose port is taken. */
const notInherited = {
  bun: /^(-e|-p|--(check|cwd|eval|hot|inspect|interactive|print|watch))/,
  node:
    /^(-e|-i|-p|--(build-snapshot|debug-port|entry-url|eval|experimental-test|input-type|inspect|interactive|print|run|snapshot-blob|test|watch))/,
} as const;

function given(): readonly string[] {
  return (globalThis as unknown as { process: ProcessLike }).process.execArgv;
}

/** What Node was given by `NODE_OPTIONS`, which it takes first; values with spaces in them are cut. */
export function optionsOfEnvironment(): readonly string[] {
  const { NODE_OPTIONS = "" } = (globalThis as unknown as { process: ProcessLike }).process.env;
  return NODE_OPTIONS.split(" ");
}

/**
 * The options that are a child's too. Each word that doesn't begin with a dash is the value of the
 * option before it: behind the options begins what is no option, which isn't among them.
 */
export function inherited(
  runtime: "bun" | "node",
  options: readonly string[] = given(),
): readonly string[] {
  let isKept = true;
  return options.filter((word) => {
    if (word.startsWith("-")) isKept = !notInherited[runtime].test(word);
    return isKept;
  });
}

/** The values of these options, behind `=` or in the next word. */
export function valuesOf(
  names: readonly string[],
  options: readonly string[] = given(),
): readonly string[] {
  return options.flatMap((word, position) => {
    const [name, ...value] = word.split("=");
    if (!names.includes(name!)) return [];
    if (value.length > 0) return value.join("=");
    const next = options[position + 1];
    return next === undefined || next.startsWith("-") ? [] : next;
  });
}
