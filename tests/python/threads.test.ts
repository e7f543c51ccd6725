import { threads } from "../fixtures/kinds.ts";
import { declareFor } from "./suites.ts";

declareFor(threads);
