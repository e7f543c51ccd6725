import { threadsUnderGil } from "../fixtures/kinds.ts";
import { errorsContract } from "./errors.ts";
import { gilContract } from "./gil.ts";

errorsContract(threadsUnderGil);
gilContract();
