import { useDurable } from "@/platform/OutboxContext";
import { setHelper } from "../taskMutations";

/** Lets somebody help with a task, or no more. */
export const useSetHelper = () => useDurable(setHelper);
