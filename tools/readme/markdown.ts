/** A table in Markdown, as `deno fmt` leaves it. */

/** The table; the first row is its head. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows as [readonly string[], ...(readonly string[])[]];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => padded(text, widths[column]!)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

function padded(text: string, width: number): string {
  return text + " ".repeat(width - widthOf(text));
}

/** Korean letters are as wide as two Latin ones. */
function widthOf(text: string): number {
  return text.length + (text.match(/\p{Script=Hangul}/gu)?.length ?? 0);
}

/** Text in lines of 100 characters at most, as `deno fmt` breaks them. */
export function paragraph(text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (widthOf(line) <= 100) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines.join("\n");
}
