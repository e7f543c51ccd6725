/** What Deno lets this process do, and its subprocesses: what this one has as a whole, no more. */

interface DenoPermissions {
  querySync(descriptor: { name: string; command?: string }): { readonly state: string };
}

const names = ["read", "write", "net", "env", "run", "sys", "ffi", "import"];

/** The flags for `deno run`; a right that is granted in part only is not passed on. */
export function denoPermissionFlags(): string[] {
  const granted = names.filter((name) => isGranted({ name }));
  if (granted.length === names.length) return ["--allow-all"];
  return ["--no-prompt", ...granted.map((name) => `--allow-${name}`)];
}

/** Whether a command may be run without asking anybody. */
export function mayRun(command: string): boolean {
  return isGranted({ name: "run", command });
}

function isGranted(descriptor: { name: string; command?: string }): boolean {
  const { Deno } = globalThis as unknown as { Deno: { permissions: DenoPermissions } };
  return Deno.permissions.querySync(descriptor).state === "granted";
}
