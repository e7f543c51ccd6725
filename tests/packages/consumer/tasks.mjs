// Tasks of the program beside it, imported by its workers.
import { sum } from "@concurrent/futures/kernels";

export const twice = (n) => Number(sum([n, n]));
