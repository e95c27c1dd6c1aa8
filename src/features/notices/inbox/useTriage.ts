import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import type { OptimisticLocalStore } from "convex/browser";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { Notice } from "./useInbox";

type Change = (notice: Notice) => Notice;

/** Changes notices wherever they show; what is read goes from what is unread, and from its count. */
function showChanged(store: OptimisticLocalStore, ids: readonly Id<"notices">[], change: Change): void {
  const isMeant = ({ _id }: Notice) => ids.includes(_id);
  const unread = store.getQuery(api.notices.unread, {});
  const left = unread
    ?.map((notice) => (isMeant(notice) ? change(notice) : notice))
    .filter((one) => one.isUnread);
  if (left) store.setQuery(api.notices.unread, {}, left);
  const counts = store.getQuery(api.notices.counts, {});
  if (counts && unread && left)
    store.setQuery(
      api.notices.counts,
      {},
      { unread: Math.max(counts.unread - unread.length + left.length, 0) },
    );
  for (const { args, value } of store.getAllQueries(api.notices.list))
    if (value?.page.some(isMeant))
      store.setQuery(api.notices.list, args, {
        ...value,
        page: value.page.map((notice) => (isMeant(notice) ? change(notice) : notice)),
      });
}

/** What can be done with notices. Each shows at once. */
export function useTriage() {
  const setDone = useMutation(api.notices.setDone).withOptimisticUpdate((store, { noticeIds, isDone }) =>
    showChanged(store, noticeIds, (notice) => ({ ...notice, isDone, ...(isDone && { isUnread: false }) })),
  );
  const setRead = useMutation(api.notices.setRead).withOptimisticUpdate((store, { noticeIds, isRead }) =>
    showChanged(store, noticeIds, (notice) => ({
      ...notice,
      isUnread: !isRead,
      ...(!isRead && { isDone: false }),
    })),
  );
  const snooze = useMutation(api.notices.snooze).withOptimisticUpdate((store, { noticeIds, until }) =>
    showChanged(store, noticeIds, (notice) => ({ ...notice, isUnread: false, snoozedUntil: until })),
  );
  const idsOf = (notices: readonly Notice[]) => notices.map(({ _id }) => _id);

  /** As they were before. */
  function putBack(notices: readonly Notice[]): void {
    const [unread, others] = [notices.filter((one) => one.isUnread), notices.filter((one) => !one.isUnread)];
    if (unread.length > 0) void reportRefusal(setRead({ noticeIds: idsOf(unread), isRead: false }));
    if (others.length > 0) void reportRefusal(setDone({ noticeIds: idsOf(others), isDone: false }));
  }

  return {
    finish: (notices: readonly Notice[]) => {
      void reportRefusal(setDone({ noticeIds: idsOf(notices), isDone: true }));
      toast.undoHere(texts.notices.wereDone(notices.length), () => putBack(notices));
    },
    reopen: ({ _id }: Notice) => void reportRefusal(setDone({ noticeIds: [_id], isDone: false })),
    setRead: ({ _id }: Notice, isRead: boolean) => void reportRefusal(setRead({ noticeIds: [_id], isRead })),
    snooze: (notice: Notice, until: number, label: string) => {
      void reportRefusal(snooze({ noticeIds: [notice._id], until }));
      toast.undoHere(texts.notices.snoozed(label), () => putBack([notice]));
    },
  };
}

export type Triage = ReturnType<typeof useTriage>;
