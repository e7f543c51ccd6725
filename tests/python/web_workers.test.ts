import { webWorkers } from "../fixtures/kinds.ts";
import { declareFor } from "./suites.ts";

declareFor(webWorkers);
