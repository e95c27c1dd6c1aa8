import { useEffect, useEffectEvent, useState } from "react";
import { isCombo, isTyping } from "@/lib/keys";
import type { Notice } from "./useInbox";
import { TRIAGE_KEYS, type TriageKey } from "./triageKeys";
import type { Triage } from "./useTriage";

const isCovered = () => document.querySelector("[role=dialog],[role=menu]") !== null;

type Tools = {
  notices: readonly Notice[];
  triage: Triage;
  onOpen: (notice: Notice) => void;
  onSnooze: (notice: Notice) => void;
};

/** Which notice the keyboard has chosen, and what its keys do with it. What is done hands over to the one below it. */
export function useTriageKeys({ notices, triage, onOpen, onSnooze }: Tools) {
  const [chosen, setChosen] = useState<{ id: string; at: number }>();
  const found = notices.findIndex(({ _id }) => _id === chosen?.id);
  const at = found >= 0 ? found : chosen ? Math.min(chosen.at, notices.length - 1) : -1;
  const choose = (next: number) => {
    const notice = notices[Math.min(Math.max(next, 0), notices.length - 1)];
    if (notice) setChosen({ id: notice._id, at: notices.indexOf(notice) });
  };

  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const isMeant = !event.defaultPrevented && !isTyping(event.target) && !isTyping(document.activeElement);
    if (!isMeant || isCovered()) return;
    const name = (Object.keys(TRIAGE_KEYS) as TriageKey[]).find((key) => isCombo(event, TRIAGE_KEYS[key]));
    // A button or a link that has the focus is pressed by Enter itself.
    if (!name || (name === "open" && document.activeElement?.closest("a, button"))) return;
    event.preventDefault();
    if (name === "next") return choose(at + 1);
    if (name === "previous") return choose(at - 1);
    const notice = notices[at];
    if (!notice) return choose(0);
    if (name === "open") onOpen(notice);
    else if (name === "snooze") onSnooze(notice);
    else if (name === "markUnread") triage.setRead(notice, notice.isUnread);
    else if (notice.isDone) triage.reopen(notice);
    else triage.finish([notice]);
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
  return { chosenId: notices[at]?._id, choose: (notice: Notice) => choose(notices.indexOf(notice)) };
}
