/** An npm registry on this machine that has one package, in one version. */

import { createHash } from "node:crypto";
import { portOf } from "../fixtures/local_server.ts";
import { endWeb, serveWeb } from "../fixtures/web_server.ts";

/** A registry. */
export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

/** What is in it. */
export interface Published {
  readonly tarball: Uint8Array;
  readonly manifest: { readonly name: string; readonly version: string };
}

/** Starts one. */
export async function startRegistry({ tarball, manifest }: Published): Promise<Registry> {
  // Where the npm registry has it: whoever knows the hash doesn't ask where the tarball is.
  const file = `/${manifest.name}/-/${manifest.name.split("/").at(-1)}-${manifest.version}.tgz`;
  const server = await serveWeb((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    if (path === file) return response.end(tarball);
    if (path === `/${manifest.name}`) return response.end(JSON.stringify(packument()));
    response.writeHead(404).end("{}");
  });
  const url = `http://127.0.0.1:${portOf(server)}`;
  const packument = () => ({
    name: manifest.name,
    "dist-tags": { latest: manifest.version },
    versions: {
      [manifest.version]: {
        ...manifest,
        dist: {
          tarball: url + file,
          integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
          shasum: createHash("sha1").update(tarball).digest("hex"),
        },
      },
    },
  });
  return { url, close: () => endWeb(server) };
}
