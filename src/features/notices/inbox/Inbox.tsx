import { clsx } from "clsx";
import { Inbox as InboxIcon } from "lucide-react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Segmented } from "@/ui/form/Segmented";
import { Settled } from "@/ui/Settled";
import { LoadingLines } from "@/ui/Skeleton";
import { InboxRow } from "./InboxRow";
import { SHOWN, type Shown } from "./shown";
import { useInbox, type Notice } from "./useInbox";
import { useTriage } from "./useTriage";
import { useTriageKeys } from "./useTriageKeys";

/** As many as go into one change. */
const AT_ONCE = 100;

type Props = { shown: Shown; onShow: (shown: Shown) => void; onOpen: (notice: Notice) => void };

/** What concerns me, to go through by hand or by keys. */
export function Inbox({ shown, onShow, onOpen }: Props) {
  const inbox = useInbox(shown);
  const triage = useTriage();
  const notices = inbox?.notices ?? [];
  const undone = notices.filter(({ isDone }) => !isDone).slice(0, AT_ONCE);

  function open(notice: Notice) {
    if (notice.isUnread) triage.setRead(notice, true);
    onOpen(notice);
  }

  const keys = useTriageKeys({
    notices,
    triage,
    onOpen: open,
    onSnooze: ({ _id }) => document.querySelector<HTMLElement>(`[data-more="${_id}"]`)?.click(),
  });
  return (
    <>
      <div className="flex shrink-0 items-center gap-2 border-b px-4 py-2 max-wide:px-2">
        <div className="min-w-0 flex-1 overflow-x-auto max-wide:[&_label]:whitespace-nowrap max-wide:[&>*]:flex-nowrap">
          <Segmented
            label={texts.notices.show}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: texts.notices.shown[value] }))}
            onChange={onShow}
          />
        </div>
        {/* It has its place while there is nothing to end, or the choice beside it would move. */}
        <Button
          size="small"
          className={clsx(undone.length === 0 && "invisible")}
          onClick={() => triage.finish(undone)}
        >
          {inbox?.hasMore ? texts.notices.someDone(undone.length) : texts.notices.allDone}
        </Button>
      </div>
      {!inbox && <LoadingLines label={texts.notices.loading} />}
      {inbox && notices.length === 0 && !inbox.hasMore && <Nothing shown={shown} onShow={onShow} />}
      {inbox && (notices.length > 0 || inbox.hasMore) && (
        <Settled key={shown} skeleton={<LoadingLines label={texts.notices.loading} />}>
          <div className="min-h-0 flex-1 overflow-y-auto pb-6">
            <ul aria-label={texts.notices.notices}>
              {notices.map((notice) => (
                <InboxRow
                  key={notice._id}
                  notice={notice}
                  isChosen={notice._id === keys.chosenId}
                  triage={triage}
                  onOpen={() => open(notice)}
                  onChoose={() => keys.choose(notice)}
                />
              ))}
            </ul>
            {inbox.hasMore && (
              <Button className="mx-auto mt-3" onClick={inbox.loadMore}>
                {texts.ui.showMore}
              </Button>
            )}
          </div>
        </Settled>
      )}
    </>
  );
}

function Nothing({ shown, onShow }: Pick<Props, "shown" | "onShow">) {
  const isUnread = shown === "unread";
  return (
    <Empty
      icon={InboxIcon}
      title={isUnread ? texts.notices.nothingUnread : texts.notices.nothing}
      {...(shown !== "all" && {
        action: <Button onClick={() => onShow("all")}>{texts.notices.showAll}</Button>,
      })}
    >
      {texts.notices.nothingUnreadWhy}
    </Empty>
  );
}
