/** The builders of every public function, and the only importer of Convex's own. */
import { customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { action, mutation, query, type QueryCtx } from "./_generated/server";
import { findUser, requireAdmin, requireUser } from "./model/access";
import { fail } from "./model/errors";

const withUser = customCtx(async (ctx: QueryCtx) => ({ user: await requireUser(ctx) }));

/** For members: others get NOT_SIGNED_IN or DEACTIVATED before the handler runs. */
export const userQuery = customQuery(query, withUser);
export const userMutation = customMutation(mutation, withUser);

const withAdmin = customCtx(async (ctx: QueryCtx) => ({ user: await requireAdmin(ctx) }));

/** For admins: others get NOT_SIGNED_IN, DEACTIVATED or FORBIDDEN. */
export const adminQuery = customQuery(query, withAdmin);
export const adminMutation = customMutation(mutation, withAdmin);

/** For what runs outside of a transaction. The queries it calls see its caller, and check them. */
export const userAction = action;

/**
 * For what every reader sees alike. The handler cannot look at who asks: it first passes one door
 * (`requireReader` and its like), a nested query with the same answer for all who may go on. The
 * engine then computes the rest once for a hundred watchers instead of once for each. What strangers may see as well has no
 * door at all.
 */
export const sharedQuery = customQuery(
  query,
  customCtx(() => ({ auth: undefined })),
);

/** For the time before sign-in is complete: `user` is null for a stranger. */
export const visitorQuery = customQuery(
  query,
  customCtx(async (ctx: QueryCtx) => ({ user: await findUser(ctx) })),
);

/** For who holds a signed link of a mail, signed in or not: the link says who they are. */
export const linkMutation = mutation;

/** For people with a token who may not be members yet. */
export const identityMutation = customMutation(
  mutation,
  customCtx(async (ctx: QueryCtx) => {
    const identity = await ctx.auth.getUserIdentity();
    if (!identity) throw fail("NOT_SIGNED_IN");
    return { identity };
  }),
);
