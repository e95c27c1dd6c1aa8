import { literals } from "convex-helpers/validators";
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const users = defineTable({
  /** Issuer and subject of the person's sign-in; changes when the workspace moves to another one. */
  tokenIdentifier: v.string(),
  /** The one before: a workspace that moves back finds its people by it. */
  earlierSignIn: v.optional(v.string()),
  name: v.string(),
  /** The name in the form of shared/names.ts, by which people are sorted and found. */
  nameKey: v.string(),
  /** Lower case. Unverified in the embedded sign-in. */
  email: v.optional(v.string()),
  role: literals("admin", "member"),
  /** The picture that the person put in. It wins over that of the sign-in. */
  pictureId: v.optional(v.id("files")),
  /** The picture of the sign-in, and the last one of it that was taken away here: it stays away until there is another. */
  imageUrl: v.optional(v.string()),
  removedImageUrl: v.optional(v.string()),
  deactivatedAt: v.optional(v.number()),
  /** The same for lists. */
  isDeactivated: v.boolean(),
  /** A ban where they sign in deactivated them, and its end there undoes it. */
  isBanned: v.optional(v.boolean()),
  /** What the sign-in last said: a name chosen here stays until it says another. `updatedAt` is its clock's. */
  signIn: v.optional(v.object({ name: v.string(), updatedAt: v.number() })),
  /** What they say of themselves beside their name. */
  status: v.optional(v.object({ emoji: v.string(), text: v.string(), until: v.optional(v.number()) })),
  /** From when until when nothing rings. */
  pause: v.optional(v.object({ from: v.number(), until: v.number() })),
  /** Sees only categories that people chose, and no provider reads what this person writes. */
  hidesAi: v.optional(v.boolean()),
})
  .index("by_tokenIdentifier", ["tokenIdentifier"])
  .index("by_earlierSignIn", ["earlierSignIn"])
  .index("by_email", ["email"])
  .index("by_isDeactivated_and_nameKey", ["isDeactivated", "nameKey"])
  .searchIndex("by_text", { searchField: "nameKey", filterFields: ["isDeactivated"] })
  .index("by_role_and_deactivatedAt", ["role", "deactivatedAt"]);

/** Whom an admin, or whoever runs the deployment, has invited where an outside provider signs people in. */
export const invitations = defineTable({
  /** Lower case. */
  email: v.string(),
  expiresAt: v.number(),
  invitedBy: v.optional(v.id("users")),
})
  .index("by_email", ["email"])
  .index("by_expiresAt", ["expiresAt"]);

/** When a person last had Tandem before them, to a minute: what they saw then need not be mailed. */
export const presence = defineTable({ userId: v.id("users"), at: v.number() }).index("by_userId", ["userId"]);

/** Whether others see that a person is here, and since when: written when it changes. See model/people/presence.ts. */
export const availability = defineTable({
  userId: v.id("users"),
  state: literals("active", "away", "offline"),
  since: v.number(),
  /** What the person has chosen: to be seen as away, and that others learn when they were last here. */
  isAway: v.optional(v.boolean()),
  showsLastSeen: v.optional(v.boolean()),
}).index("by_userId", ["userId"]);

/** What people tell of themselves: see model/people/profiles.ts. */
export const profiles = defineTable({
  userId: v.id("users"),
  jobTitle: v.optional(v.string()),
  pronouns: v.optional(v.string()),
  contact: v.optional(v.string()),
}).index("by_userId", ["userId"]);

/** The order in which a person has their channels: see shared/chat/sidebar.ts. */
export const sidebars = defineTable({
  userId: v.id("users"),
  sections: v.array(
    v.object({
      id: v.string(),
      name: v.optional(v.string()),
      sort: literals("name", "recent", "own"),
      isFolded: v.boolean(),
      hidesRead: v.boolean(),
      channelIds: v.array(v.id("channels")),
    }),
  ),
}).index("by_userId", ["userId"]);

/** Open windows of people, each with the time of its last sign of life. */
export const windows = defineTable({
  userId: v.id("users"),
  windowId: v.string(),
  isActive: v.boolean(),
  at: v.number(),
})
  .index("by_userId_and_windowId", ["userId", "windowId"])
  .index("by_at", ["at"]);

/** Who types in a channel or a thread, or looks at a card, and when they last gave a sign of it. */
export const signals = defineTable({
  where: v.union(v.id("channels"), v.id("messages"), v.id("tasks")),
  userId: v.id("users"),
  at: v.number(),
})
  .index("by_where_and_userId", ["where", "userId"])
  .index("by_where_and_at", ["where", "at"])
  .index("by_at", ["at"]);
