/** What a mail says, by kind: data, never markup. It is made into HTML and text when it is sent or looked at. */
import { v, type Infer } from "convex/values";
import { tallyOf } from "../../shared/reports";
import { digestContent, mentionsContent } from "../summaries/digestContent";
import { reportContent } from "../summaries/reportContent";

/** A link of the embedded sign-in: below the workspace's own address, secret until used, with an end. */
const link = { path: v.string(), expiresAt: v.number() };

export const emailContent = v.union(
  v.object({ kind: v.literal("invitation"), ...link, invitedBy: v.string() }),
  v.object({ kind: v.literal("passwordReset"), ...link }),
  digestContent,
  reportContent,
  mentionsContent,
);

export type EmailContent = Infer<typeof emailContent>;

function digestSummary({ due, assigned, mentions, channels }: Infer<typeof digestContent>): string {
  const unread = channels.reduce((sum, channel) => sum + channel.unread, 0);
  const parts = [
    [due.length, "task due", "tasks due"],
    [assigned.length, "new task", "new tasks"],
    [mentions.length, "mention", "mentions"],
    [unread, "unread message", "unread messages"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).slice(0, 3);
  return said.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(", ") || "nothing new";
}

function reportSummary({ cells }: Infer<typeof reportContent>): string {
  const said = Object.entries(tallyOf(cells)).filter(([, count]) => count > 0);
  return said.map(([kind, count]) => `${count} ${kind}`).join(", ") || "nothing new";
}

function mentionsSummary({ mentions, moreCount }: Infer<typeof mentionsContent>): string {
  const [first] = mentions;
  if (!first || mentions.length + moreCount > 1)
    return `You were mentioned ${mentions.length + moreCount} times in Tandem`;
  const place = first.channel.startsWith("#") ? ` in ${first.channel}` : "";
  return `${first.author} mentioned you${place}`;
}

export function subjectOf(content: EmailContent): string {
  switch (content.kind) {
    case "invitation":
      return `${content.invitedBy} invites you to Tandem`;
    case "passwordReset":
      return "Choose a new password for Tandem";
    case "digest":
      return `Your day: ${digestSummary(content)}`;
    case "weeklyReport":
      return `Your week: ${reportSummary(content)}`;
    case "mentions":
      return mentionsSummary(content);
    default:
      return content satisfies never;
  }
}
