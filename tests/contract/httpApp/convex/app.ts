import {
  actionGeneric as action,
  mutationGeneric as mutation,
  queryGeneric as query,
  paginationOptsValidator,
} from "convex/server";
import { ConvexError } from "convex/values";
export const values = query(() => ({
  int: 5n,
  bytes: new Uint8Array([1, 2]).buffer,
  float: 1.5,
  nan: NaN,
  list: [1n],
}));
export const echo = query((_ctx, args) => args);
export const fails = query(() => {
  console.log("said");
  throw new ConvexError("told");
});
export const throws = query(() => {
  throw new Error("secret");
});
export const page = query({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => await ctx.db.query("none").paginate(paginationOpts),
});
export const uploadUrl = mutation((ctx) => ctx.storage.generateUploadUrl());
export const metadata = query(async (ctx, { id }: { id: string }) => await ctx.storage.getMetadata(id));
export const stores = action(
  async (ctx, { text, sha256 }: { text: string; sha256: string }) =>
    await ctx.storage.store(new Blob([text]), { sha256 }),
);
