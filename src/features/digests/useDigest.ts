import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type DigestOfToday = FunctionReturnType<typeof api.digests.today>;

export const useDigest = (): DigestOfToday | undefined => useQuery(api.digests.today);
