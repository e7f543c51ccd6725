/** The rights of a Deno subprocess: those this process has as a whole, and no more. */

interface DenoPermissions {
  querySync(descriptor: { name: string }): { readonly state: string };
}

const names = ["read", "write", "net", "env", "run", "sys", "ffi", "import"];

/** The flags for `deno run`; a right that is granted in part only is not passed on. */
export function denoPermissionFlags(): string[] {
  const { Deno } = globalThis as unknown as { Deno: { permissions: DenoPermissions } };
  const granted = names.filter((name) => Deno.permissions.querySync({ name }).state === "granted");
  if (granted.length === names.length) return ["--allow-all"];
  return ["--no-prompt", ...granted.map((name) => `--allow-${name}`)];
}
