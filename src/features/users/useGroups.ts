import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import type { Person } from "./person";

export type Group = FunctionReturnType<typeof api.chat.groups.list>[number];

/** All groups by their handles, where they are wanted; undefined until they are there. */
export const useGroups = (isWanted: boolean = true): Group[] | undefined =>
  useQuery(api.chat.groups.list, isWanted ? {} : "skip");

/** Whether I am in a group; in what is none I am not. */
export const useIsMine = (id: string, isGroup: boolean = true): boolean =>
  useQuery(api.chat.groups.mine, isGroup ? {} : "skip")?.some((mine) => mine === id) ?? false;

/** As texts name it. */
export const named = ({ _id, handle }: Group): Person => ({
  id: _id as string as Person["id"],
  name: handle,
  picture: undefined,
  isAdmin: false,
  isActive: true,
  joinedAt: 0,
  isGroup: true,
});
