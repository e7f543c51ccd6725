/** What `webpack` does that is given a file: webpack-cli would be one more package, for no more. */

import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import webpack from "webpack";

const file = pathToFileURL(join(process.cwd(), "webpack.config.js")).href;
const { default: options } = await import(file);
const compiler = webpack(options);

compiler?.run((error, stats) => {
  if (error) throw error;
  console.log(stats?.toString());
  if (stats?.hasErrors()) process.exitCode = 1;
  compiler.close(() => {});
});
