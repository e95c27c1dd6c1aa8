/** A board with all the automations that it can have, each of which does all that one can, and cards that are due. */
import { api } from "../../convex/_generated/api";
import type { Doc, Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import type { makeWorkspace } from "../../convex/testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** What one does at most. */
const steps = (i: number, zoe: Id<"users">): Doc<"automationSteps">["steps"] => [
  { kind: "assign", userId: zoe },
  { kind: "label", tag: `${i} ${"あ".repeat(LIMITS.tag - 3)}` },
  { kind: "move", status: "in_progress" },
  { kind: "post", text: `{owner} ${"あ".repeat(LIMITS.automationText - 8)}`, place: "discussion" },
  { kind: "remind", userId: zoe, days: 1 },
  { kind: "create", title: "あ".repeat(LIMITS.taskTitle), status: "todo" },
];

/** Answers a card and one that is set off by new cards of #general, as all of them are; one of them looks at due days now. */
export async function fillAutomations({ t, as, general, ana, zoe }: Workspace) {
  const card = await as("Ana").mutation(api.tasks.create, { title: "Card", channelId: general });
  const automation = await t.run(async ({ db }) => {
    const rows = Array.from({ length: LIMITS.automations }, () => ({
      channelId: general,
      when: { kind: "created" as const },
      isOn: true,
      madeBy: ana,
      timeZone: "Europe/Berlin",
    }));
    const ids: Id<"automations">[] = [];
    for (const [i, row] of rows.entries()) {
      const automationId = await db.insert("automations", row);
      await db.insert("automationSteps", { automationId, steps: steps(i, zoe), problems: [] });
      ids.push(automationId);
    }
    const due = { ...rows[0]!, when: { kind: "due" as const, days: 0 }, nextAt: 1, nextDay: 0 };
    for (const id of ids.slice(1, 2)) await db.replace("automations", id, due);
    return ids[0]!;
  });
  return { automation, card };
}
