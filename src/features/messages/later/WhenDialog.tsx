import { useSyncExternalStore } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { toast } from "@/ui/floating/toast";
import { SlashCommand } from "../slash/SlashCommand";
import { useReminderActions } from "../reminders/useReminders";
import { BookmarkDialog } from "../bookmarks/BookmarkDialog";
import { CallQuestion } from "../calls/CallQuestion";
import { asked, type Asked } from "./asking";
import { TimeChoice, whenName } from "./TimeChoice";
import { remindTimes, sendTimes } from "./times";
import { useReader, useSchedule } from "./useScheduling";

const close = () => asked.set(undefined);

/** Whatever is asked for, one at a time. */
export function WhenDialog() {
  const what = useSyncExternalStore(asked.subscribe, asked.get);
  if (!what) return null;
  if (what.kind === "bookmark") return <BookmarkDialog what={what} onClose={close} />;
  if (what.kind === "call") return <CallQuestion key={what.channelId} what={what} />;
  if (what.kind === "command") return <SlashCommand key={what.text} what={what} />;
  return what.kind === "send" ? <SendLater what={what} /> : <RemindMe what={what} />;
}

function SendLater({ what }: { what: Extract<Asked, { kind: "send" }> }) {
  const now = useNow();
  const reader = useReader(what.channelId);
  const schedule = useSchedule();
  const presets = sendTimes(now, reader?.timeZone);
  return (
    <Dialog title={texts.later.sendLater} onClose={close}>
      <TimeChoice
        presets={presets}
        readerName={reader?.name}
        initial={presets[0]!.at}
        doLabel={texts.later.schedule}
        onPick={(at) => {
          close();
          schedule(what, at);
        }}
      />
    </Dialog>
  );
}

function RemindMe({ what }: { what: Extract<Asked, { kind: "remind" }> }) {
  const now = useNow();
  const { create, remove } = useReminderActions();
  const presets = remindTimes(now);
  async function pick(at: number) {
    close();
    const made = create(what, at);
    if (!(await reportRefusal(made))) return;
    const undo = async () => await remove(await made);
    toast.undoHere(
      texts.later.willRemind(whenName(at, Date.now())),
      () => void undo().catch(() => undefined),
    );
  }
  return (
    <Dialog title={texts.later.remindMe} onClose={close}>
      <TimeChoice
        presets={presets}
        initial={presets.find(({ name }) => name === "tomorrow")!.at}
        doLabel={texts.later.remind}
        onPick={(at) => void pick(at)}
      />
    </Dialog>
  );
}
