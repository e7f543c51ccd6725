import { declareFor, futures } from "./suites.ts";

declareFor(futures);
