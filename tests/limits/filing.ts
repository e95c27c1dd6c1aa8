import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import type { makeWorkspace } from "../../convex/testing.setup";

/** Three bytes in UTF-8, and one of what limits count. */
const longest = (length: number) => "あ".repeat(length);
const REVISIONS = 30;

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Filing = { folder: Id<"folders">; note: Id<"notes"> };

/** A channel with all folders it can have, in one of them; many more that were deleted, and notes; one has a long past. */
export async function fillFiling({ t, general, ana }: Workspace, times: number): Promise<Filing> {
  const made = { channelId: general, name: longest(LIMITS.folderName), createdBy: ana };
  const written = { revision: REVISIONS * times, changedBy: ana, changedAt: 1 };
  const draft = { channelId: general, title: longest(LIMITS.noteTitle), createdBy: ana, ...written };
  const { folder, note } = await t.run(async ({ db }) => {
    const parentId = await db.insert("folders", made);
    for (let i = 1; i < LIMITS.foldersPerChannel; i++) await db.insert("folders", { ...made, parentId });
    for (let i = 1; i <= 600 * times; i++) await db.insert("folders", { ...made, parentId, deletedAt: i });
    for (let i = 1; i < 300 * times; i++) await db.insert("notes", draft);
    return { folder: parentId, note: await db.insert("notes", draft) };
  });
  for (let i = 1; i <= REVISIONS * times; i++)
    await t.run(
      async ({ db }) =>
        await db.insert("noteTexts", {
          noteId: note,
          revision: i,
          authorId: ana,
          text: longest(LIMITS.noteText),
        }),
    );
  return { folder, note };
}
