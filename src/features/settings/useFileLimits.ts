import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type FileLimits = FunctionReturnType<typeof api.files.limits>;

export const useFileLimits = (): FileLimits | undefined => useQuery(api.files.limits);

/** Bytes that all files have now. */
export const useUsedBytes = (): number | undefined => useQuery(api.files.usedBytes);

export const useSaveFileLimits = () => useMutation(api.files.setLimits);
