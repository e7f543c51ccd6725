/**
 * Reads a JUnit report, the one format that all three test runners write.
 *
 * Their summaries for people differ and change; the reports differ only in what surrounds a
 * `<testcase>`. A report cut short by a killed runner still tells what had ended by then.
 */

/** One test and what became of it. */
export interface TestCase {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
}

const testCase = /<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([^]*?)<\/testcase>)/g;

/** The tests of a report, in its order. */
export function readReport(xml: string): TestCase[] {
  return [...xml.matchAll(testCase)].map(([, attributes = "", content = ""]) => ({
    name: unescape(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? ""),
    outcome: outcomeOf(content),
  }));
}

/** The text inside an element is escaped, so a tag found there is a tag. */
function outcomeOf(content: string): TestCase["outcome"] {
  if (/<(?:failure|error)\b/.test(content)) return "failed";
  return /<skipped\b/.test(content) ? "skipped" : "passed";
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&#10;": "\n",
};

/** Node escapes a quote's ampersand once more, hence the ampersands first. */
function unescape(text: string): string {
  return text.replaceAll("&amp;", "&").replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);
}
