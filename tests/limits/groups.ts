/** As many groups as there may be but one, each with Ana in it; one of them with nearly all the people it may have. */
import type { Id, TableNames } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";

type Filling = { insert<T extends TableNames>(table: T, rows: readonly object[]): Promise<Id<T>[]> };

export async function fillGroups(
  filling: Filling,
  { ana, crowd }: { ana: Id<"users">; crowd: readonly Id<"users">[] },
): Promise<Id<"groups">> {
  const name = "あ".repeat(LIMITS.groupName);
  const made = { name, memberCount: LIMITS.groupMembers - LIMITS.idsAsked, isDeleted: false };
  const rows = Array.from({ length: LIMITS.groups - 1 }, (_, i) => ({ ...made, handle: `${i}` }));
  const groups = await filling.insert("groups", rows);
  const group = groups[0]!;
  const others = crowd.slice(LIMITS.idsAsked, 2 * LIMITS.idsAsked + 60);
  const people = Array.from({ length: made.memberCount - 1 }, (_, i) => others[i % others.length]!);
  const member = { isDeactivated: false };
  await filling.insert("groupMembers", [
    ...groups.map((groupId) => ({ groupId, userId: ana, ...member })),
    ...people.map((userId) => ({ groupId: group, userId, ...member })),
  ]);
  return group;
}
