import { processes } from "../fixtures/kinds.ts";
import { declareFor } from "./suites.ts";

declareFor(processes);
