import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireMember } from "../model/access";
import * as Sidebars from "../model/people/sidebars";
import { SECTION_SORTS } from "../shared/chat/sidebar";

const channelId = v.id("channels");
const sectionId = v.string();

/** The sections of the caller's sidebar. Channels that stand in none of them belong to "channels", conversations to "people". */
export const sections = userQuery({
  args: {},
  returns: v.array(Sidebars.sectionView),
  handler: async (ctx) => await Sidebars.sections(ctx),
});

/** @returns the id of the new section */
export const addSection = userMutation({
  args: { name: v.string() },
  returns: v.string(),
  handler: async (ctx, { name }) => await Sidebars.add(ctx, name),
});

/** What is not given stays. The three that everybody has keep their names. */
export const chooseSection = userMutation({
  args: {
    sectionId,
    name: v.optional(v.string()),
    sort: v.optional(literals(...SECTION_SORTS)),
    isFolded: v.optional(v.boolean()),
    hidesRead: v.optional(v.boolean()),
  },
  returns: v.null(),
  handler: async (ctx, args) => {
    const { sectionId: id, ...choice } = args;
    await Sidebars.choose(ctx, id, choice);
    return null;
  },
});

/** Removes one that the caller has made; its channels go where they belong. */
export const removeSection = userMutation({
  args: { sectionId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Sidebars.remove(ctx, args.sectionId);
    return null;
  },
});

/** Puts a section before another one, or to the end. */
export const moveSection = userMutation({
  args: { sectionId, beforeId: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Sidebars.move(ctx, args.sectionId, args.beforeId);
    return null;
  },
});

/** Puts a channel of the caller's last into a section; without one it goes where it belongs. */
export const place = userMutation({
  args: { channelId, sectionId: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireMember(ctx, args.channelId);
    await Sidebars.place(ctx, channel._id, args.sectionId);
    return null;
  },
});

/** Puts channels into a section in this order, which the section then keeps. */
export const arrange = userMutation({
  args: { sectionId, channelIds: v.array(channelId) },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Sidebars.arrange(ctx, args.sectionId, args.channelIds);
    return null;
  },
});
