// An error of the package's own that nobody catches: the runtime shows where it comes from.
import { Future } from "@concurrent/futures";

const future = new Future();
future.setResult(1);
future.setResult(2);
