// Tasks in TypeScript.

export async function lengthOf(text: string): Promise<number> {
  return await Promise.resolve(text.length);
}
