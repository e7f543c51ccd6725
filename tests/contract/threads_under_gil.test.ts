import { threadsUnderGil } from "../fixtures/kinds.ts";
import { asyncContextContract } from "./async_context.ts";
import { errorsContract } from "./errors.ts";
import { gilContract } from "./gil.ts";
import { gilLaws } from "./gil_laws.ts";
import { obedienceContract } from "./obedience.ts";
import { sourceFunctionsContract } from "./source_functions.ts";
import { traceContract } from "./trace.ts";

asyncContextContract(threadsUnderGil);
errorsContract(threadsUnderGil);
gilContract();
gilLaws();
obedienceContract();
sourceFunctionsContract(threadsUnderGil);
traceContract(threadsUnderGil);
