import { processes } from "../fixtures/kinds.ts";
import { crashMatrix } from "./matrix.ts";

crashMatrix(processes);
