import { api } from "@convex/_generated/api";
import type { BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { useMutation } from "convex/react";
import { useState } from "react";
import type { ChannelId } from "@/features/channels";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { draftOfFacts } from "../quick/withReading";
import type { TaskDraft } from "../useTaskChanges";
import { textOf, type Pasted, type Row } from "./pasted";
import type { PasteDraft } from "./usePasteDraft";

type Place = { column: BoardColumn; channelId: ChannelId | undefined };

function draftOf({ title, description, status, facts }: Row, { column, channelId }: Place): TaskDraft {
  const isHere = status === undefined || status === column.status;
  return {
    title,
    ...draftOfFacts(facts),
    status: status ?? column.status,
    ...(description !== undefined && { description }),
    ...(channelId && { channelId, ...(isHere && { column: column.key }) }),
  };
}

/** Said outside of the hook, where the compiler would keep all texts together in a variable of its own. */
const tellMade = (count: number, takeBack: () => void) => toast.undo(texts.paste.made(count), takeBack);
const tellTakenBack = (count: number) => toast.tell(texts.paste.takenBack(count));

/**
 * Makes cards of rows, a few in a transaction. What is made leaves the text at once, so that a reload in the middle makes
 * nothing twice; what is refused stays in it.
 */
export function useMakeCards(draft: PasteDraft, place: Place) {
  const createMany = useMutation(api.board.newTasks.createMany);
  const undo = useMutation(api.undo.action);
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  /** Codes of refusals, by what their rows were written as. */
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());

  async function takeBack(commits: readonly bigint[], count: number) {
    for (const commitTs of commits.toReversed()) await undo({ commitTs });
    tellTakenBack(count);
  }

  /** @returns whether nothing is left */
  async function make(pasted: Pasted, rows: readonly Row[]): Promise<boolean> {
    const commits: bigint[] = [];
    const codes = new Map<string, string>();
    let [left, clientId, made] = [pasted.rows.map(({ raw }) => ({ raw })), draft.id, 0];
    setProgress({ done: 0, total: rows.length });
    const send = async () => {
      for (let from = 0; from < rows.length; from += LIMITS.tasksMade) {
        const some = rows.slice(from, from + LIMITS.tasksMade);
        const answer = await createMany({ clientId, drafts: some.map((row) => draftOf(row, place)) });
        for (const { index, code } of answer.refused) codes.set(some[index]?.raw ?? "", code);
        const gone = some.filter((_, i) => answer.refused.every(({ index }) => index !== i));
        left = without(left, gone);
        made += answer.made;
        commits.push(answer.commitTs as bigint);
        clientId = draft.setText(textOf(pasted, left));
        setProgress({ done: from + some.length, total: rows.length });
      }
    };
    await reportRefusal(send());
    setProgress(undefined);
    setRefused(codes);
    if (made > 0) tellMade(made, () => void reportRefusal(takeBack(commits, made)));
    return left.length === 0;
  }

  return { make, progress, refused };
}

/** Each of those that are gone takes one that was written alike. */
function without(rows: readonly { raw: string }[], gone: readonly { raw: string }[]): { raw: string }[] {
  const counts = new Map<string, number>();
  for (const { raw } of gone) counts.set(raw, (counts.get(raw) ?? 0) + 1);
  return rows.filter(({ raw }) => {
    const count = counts.get(raw) ?? 0;
    if (count > 0) counts.set(raw, count - 1);
    return count === 0;
  });
}
