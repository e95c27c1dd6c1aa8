/// <reference types="node" />
"use node";
/** Makes the pair by which push services know this workspace (RFC 8292). */
import { generateKeyPairSync } from "node:crypto";
import { v } from "convex/values";
import { internal } from "../../_generated/api";
import { internalAction } from "../../_generated/server";

export const make = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { x, y, d } = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
      format: "jwk",
    });
    const bytes = [x!, y!].map((text) => Buffer.from(text, "base64url"));
    const publicKey = Buffer.concat([Buffer.of(4), ...bytes]).toString("base64url");
    await ctx.runMutation(internal.scheduled.pushes.keepKeys, { publicKey, privateKey: d! });
    return null;
  },
});
