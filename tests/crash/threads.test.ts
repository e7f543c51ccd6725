import { threads } from "../fixtures/kinds.ts";
import { crashMatrix } from "./matrix.ts";

crashMatrix(threads);
