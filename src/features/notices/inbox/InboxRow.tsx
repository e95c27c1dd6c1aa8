import { clsx } from "clsx";
import { AlarmClock, Check, CircleHelp, Ellipsis, Mail, MailOpen, RotateCcw, Zap } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { EmojiMark } from "@/features/emoji";
import { usePeople } from "@/features/users";
import { useIsPhone } from "@/platform/useMedia";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import { Dialog } from "@/ui/floating/Dialog";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { WhyButton } from "../why/WhyButton";
import { WhyOf } from "../why/WhyOf";
import { noticeDetail, noticeText } from "./noticeText";
import { SNOOZES, timeOf } from "./snoozeTimes";
import type { Notice } from "./useInbox";
import type { Triage } from "./useTriage";
import { TRIAGE_KEYS } from "./triageKeys";

type Props = {
  notice: Notice;
  isChosen: boolean;
  triage: Triage;
  onOpen: () => void;
  onChoose: () => void;
};

/** One notice: what happened, where, and what can be done with it. */
export function InboxRow({ notice, isChosen, triage, onOpen, onChoose }: Props) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <li
      ref={row}
      aria-current={isChosen}
      className={clsx(
        "group relative flex min-h-14 items-start gap-3 border-b px-4 py-2.5 hover:bg-bg-hover max-wide:px-3",
        "has-[.opens:focus-visible]:outline-2 has-[.opens:focus-visible]:-outline-offset-2 has-[.opens:focus-visible]:outline-accent-text",
        isChosen && "bg-accent-soft/50",
      )}
    >
      <span
        className={clsx(
          "mt-3 -ml-2 size-1.5 shrink-0 rounded-full",
          notice.isUnread ? "bg-accent" : "bg-transparent",
        )}
      />
      <Actor notice={notice} />
      <div className={clsx("min-w-0 flex-1", !notice.isUnread && "text-text-muted")}>
        <Said notice={notice} onOpen={onOpen} onChoose={onChoose} />
        <Below notice={notice} />
      </div>
      <Tools notice={notice} triage={triage} />
    </li>
  );
}

function Actor({ notice: { kind, actorId } }: Pick<Props, "notice">) {
  const people = usePeople();
  if (kind === "refused" || actorId === undefined)
    return (
      <span
        className={clsx(
          "mt-0.5 grid size-8 shrink-0 place-items-center rounded-full bg-bg-hover",
          kind === "refused" ? "text-danger" : "text-text-muted",
        )}
      >
        <Icon of={kind === "refused" ? Zap : AlarmClock} />
      </span>
    );
  const id = actorId;
  return (
    <span className="pt-0.5">
      <Avatar id={id} name={people.nameOf(id)} picture={people.get(id)?.picture} size={32} />
    </span>
  );
}

function Said({ notice, onOpen, onChoose }: Pick<Props, "notice" | "onOpen" | "onChoose">) {
  const people = usePeople();
  const state = notice.isUnread ? texts.notices.unread : notice.isDone ? texts.notices.isDone : undefined;
  return (
    <button
      type="button"
      dir="auto"
      className={clsx(
        "opens block w-full text-start outline-none after:absolute after:inset-0 after:content-['']",
        notice.isUnread && "font-semibold",
      )}
      onClick={onOpen}
      onFocus={onChoose}
    >
      {noticeText(notice, people)}
      {state && <span className="sr-only">, {state}</span>}
    </button>
  );
}

function Below({ notice }: Pick<Props, "notice">) {
  const people = usePeople();
  const now = useNow();
  const text = noticeDetail(notice, people);
  const { at, channelName, channelId, reactions = [], isDone, snoozedUntil } = notice;
  return (
    <>
      {text !== "" && (
        <p dir="auto" className="line-clamp-2 break-words">
          {text}
        </p>
      )}
      <p className="flex flex-wrap items-center gap-x-2 text-meta text-text-muted">
        {channelId !== undefined && (
          <span className="max-w-60 truncate">
            {channelName ? texts.notices.inChannel(channelName) : texts.notices.inConversation}
          </span>
        )}
        <time dateTime={new Date(at).toISOString()} title={exactTime(at)} className="tabular">
          {shortAgo(at, now)}
        </time>
        {reactions.map(({ emoji, userIds }) => (
          <span key={emoji} className="tabular">
            <EmojiMark emoji={emoji} /> {userIds.length}
          </span>
        ))}
        {isDone && (
          <span className="flex items-center gap-1 text-ok">
            <Icon of={Check} size={12} />
            {texts.notices.done}
          </span>
        )}
        {snoozedUntil !== undefined && (
          <span className="flex items-center gap-1">
            <Icon of={AlarmClock} size={12} />
            {texts.notices.snoozedUntil(exactTime(snoozedUntil))}
          </span>
        )}
      </p>
    </>
  );
}

function Tools({ notice, triage }: Pick<Props, "notice" | "triage">) {
  const { isDone, isUnread } = notice;
  const now = useNow();
  const isPhone = useIsPhone();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <span className="relative z-10 flex shrink-0">
      <WhyButton notice={notice} />
      <IconButton
        label={isDone ? texts.notices.notDone : texts.notices.done}
        keys={TRIAGE_KEYS.done}
        onClick={() => (isDone ? triage.reopen(notice) : triage.finish([notice]))}
      >
        <Icon of={isDone ? RotateCcw : Check} />
      </IconButton>
      <Menu
        align="end"
        trigger={
          <IconButton label={texts.notices.more} data-more={notice._id}>
            <Icon of={Ellipsis} />
          </IconButton>
        }
      >
        <MenuItem
          icon={isUnread ? MailOpen : Mail}
          keys={TRIAGE_KEYS.markUnread}
          onSelect={() => triage.setRead(notice, isUnread)}
        >
          {isUnread ? texts.notices.markRead : texts.notices.markUnread}
        </MenuItem>
        {isPhone && (
          <MenuItem icon={CircleHelp} onSelect={() => setIsAsked(true)}>
            {texts.notices.why}
          </MenuItem>
        )}
        <MenuLine />
        <MenuLabel>{texts.notices.snooze}</MenuLabel>
        {SNOOZES.map((snooze) => (
          <MenuItem
            key={snooze}
            icon={AlarmClock}
            onSelect={() => triage.snooze(notice, timeOf(snooze, Date.now()), exactTime(timeOf(snooze, now)))}
          >
            {texts.notices.times[snooze]}
          </MenuItem>
        ))}
      </Menu>
      {isAsked && (
        <Dialog title={texts.notices.why} onClose={() => setIsAsked(false)}>
          <WhyOf notice={notice} />
        </Dialog>
      )}
    </span>
  );
}
