import { api } from "@convex/_generated/api";
import { useMutation } from "convex/react";

/** Puts a status beside my name, or takes it away. */
export const useSetStatus = () => useMutation(api.presence.setStatus);
