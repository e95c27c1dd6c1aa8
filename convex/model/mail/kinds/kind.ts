/**
 * What the queue and the sweeps need to know of a kind of mail. A new kind is a file beside this one and a line in
 * kinds.ts, and the same in `convex/outside/mail/kinds`, which makes the content into HTML.
 */
import type { FunctionReference, OrderedQuery } from "convex/server";
import { v, type ObjectType, type Validator } from "convex/values";
import type { DataModel, Doc, Id } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import type * as Digests from "../../summaries/digests";
import type { Need } from "../../batches";
import type { DbCtx } from "../../context";

export type MailKind<Content> = {
  /** Data, never markup, with the kind's name as `kind`. */
  content: Validator<Content, "required", string>;
  subject(content: Content, workspace: string): string;
  /** What it says at this moment: what its reader has not seen yet and may still see. Null for nothing. */
  refreshed(shared: Digests.Shared, user: Doc<"users"> | null, content: Content): Promise<Content | null>;
  /** What an admin may read of it. */
  readableBy(ctx: DbCtx, content: Content, adminId: Id<"users">): Promise<Content>;
  /** What is kept of it once it has ended. */
  ended?(content: Content): Content;
  /** How it comes to each person by itself. */
  schedule?: Schedule<Content>;
  /** What making one uses of Convex's limits at most. */
  need: Need;
};

/** A sweep goes through one lane, or looks through all of them; and what it tells the next one of itself. */
export const sweepArgs = {
  lane: v.optional(v.number()),
  before: v.optional(v.object({ people: v.number(), at: v.number() })),
};
export type SweepArgs = ObjectType<typeof sweepArgs>;

export type MailSettings = Doc<"mailSettings">;
export type MailPerson = { user: Doc<"users">; settings: MailSettings; shared: Digests.Shared };

export type Schedule<Content> = {
  sweep: FunctionReference<"mutation", "internal", SweepArgs, null>;
  /** How often its cron runs. */
  everyMs: number;
  /** Mail that would come later than this, because the server was away, is left out. */
  tooLateMs: number;
  /** The settings of those in a lane whose time is after `from` and not after `until`, soonest first. */
  due(
    ctx: MutationCtx,
    lane: number,
    span: { from: number; until: number },
  ): OrderedQuery<DataModel["mailSettings"]>;
  dueAt(settings: MailSettings): number | undefined;
  moveOn(settings: MailSettings): Partial<MailSettings>;
  /** The same where the next time cannot be told from the settings. */
  later(at: number): Partial<MailSettings>;
  /** What there is to say now, and of which day or week; null for nothing. */
  toSend(ctx: MutationCtx, person: MailPerson): Promise<{ content: Content; period: string | number } | null>;
};

/** The first three of some counts in words, in the order given, without those of nothing. */
export function countsSaid(counts: readonly (readonly [count: number, one: string, many: string])[]): string {
  const said = counts.filter(([count]) => count > 0).slice(0, 3);
  return said.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(", ") || "nothing new";
}
