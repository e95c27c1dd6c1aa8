"use node";
import { api } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { httpUrl, siteUrl } from "../../model/env";
import type { Place } from "./render";

/** Where the mails of this deployment come from; their links only open the app. */
export async function placeOf(ctx: Pick<ActionCtx, "runQuery">): Promise<Place> {
  const { name } = await ctx.runQuery(api.workspace.get, {});
  return { workspace: name, siteUrl: siteUrl(), httpUrl: httpUrl() };
}
