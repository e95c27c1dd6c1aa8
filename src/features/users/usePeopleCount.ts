import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";

/** How many active people there are. */
export const usePeopleCount = (): number | undefined => useQuery(api.users.count);
