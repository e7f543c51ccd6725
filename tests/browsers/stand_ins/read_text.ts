/** What stands in for `fixtures/read_text.ts` in a page: the file as it is served. */

/** The text of the file at a URL, as its workers load it. */
export async function readText(url: URL): Promise<string> {
  const response = await fetch(url);
  return await response.text();
}
