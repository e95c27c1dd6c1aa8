import { BEFORE_ALL } from "@convex/shared/unread";
import { X } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { returnFocus } from "@/lib/focus";
import { isCombo } from "@/lib/keys";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { isAfter, type FeedMessage } from "../feed";
import { actionItem, mayRemove, type ActionItem, type MessageActions } from "../list/messageActions";
import { selectMessage } from "../list/selection";
import { canBeChosen, type Chosen } from "./chosen";

type Props = {
  chosen: Chosen;
  /** The list as it is now. */
  messages: readonly FeedMessage[];
  actions: MessageActions;
  onDone: () => void;
};

/** What can be done with the messages that are chosen, between the list and its composer. */
export default function ChosenBar({ chosen, messages, actions, onDone }: Props) {
  const some = chosenNow(chosen, messages);
  const canRemove = some.every((message) => mayRemove(message, actions));
  const bar = useRef<HTMLDivElement>(null);
  const last = [...chosen.values()].at(-1);
  const leave = (toField = false) => {
    leaveBar(bar.current, toField ? undefined : last);
    onDone();
  };
  const items = menuOf(some, actions, canRemove).map((item) => ({
    ...item,
    run: () => {
      leave(item.isDanger);
      item.run();
    },
  }));
  useKeys(items, leave);
  return (
    <div ref={bar} className="@container border-t bg-bg-raised">
      <div
        role="toolbar"
        aria-label={texts.choosing.bar}
        className="conversation anim-fade flex flex-wrap items-center gap-1 px-3 py-1.5"
      >
        <IconButton label={texts.choosing.stop} keys="Escape" isSmall onClick={() => leave()}>
          <Icon of={X} />
        </IconButton>
        <p role="status" className="tabular me-auto px-1 text-small font-medium">
          {texts.choosing.count(some.length)}
        </p>
        {items.map(({ label, icon, isDanger, run }) => (
          <Button key={label} size="small" look={isDanger ? "danger" : "ghost"} onClick={run}>
            <Icon of={icon} size={14} />
            <span className="@max-md:sr-only">{label}</span>
          </Button>
        ))}
        {!canRemove && <p className="w-full px-1 text-meta text-text-muted">{texts.choosing.othersStay}</p>}
      </div>
    </div>
  );
}

/** Its focus would go with the bar: the keyboard goes on at a message, else in the field. */
function leaveBar(bar: HTMLElement | null, to: FeedMessage | undefined): void {
  const focused = bar?.querySelector(":focus-visible");
  if (!focused) return;
  returnFocus(bar);
  const list = bar?.closest("main,aside");
  if (to?.id) selectMessage(list?.querySelector<HTMLElement>(`[data-message-id="${to.id}"]`));
}

/** The chosen messages as they are now, in their order, without those that are gone. */
function chosenNow(chosen: Chosen, messages: readonly FeedMessage[]): FeedMessage[] {
  const listed = new Map(messages.map((message) => [message.key, message]));
  return [...chosen.values()]
    .map((message) => listed.get(message.key) ?? message)
    .filter(canBeChosen)
    .toSorted((a, b) => (isAfter(a, b.commitTs ?? BEFORE_ALL) ? 1 : -1));
}

function menuOf(some: readonly FeedMessage[], actions: MessageActions, canRemove: boolean): ActionItem[] {
  const { createTask } = actions;
  const items = [
    actionItem("forward", () => actions.forward(some)),
    createTask && actionItem("task", () => createTask(some)),
    actionItem("copy", () => actions.copy(some)),
    canRemove && actionItem("remove", () => actions.remove(some)),
  ];
  return items.filter((item) => !!item);
}

/** Whether keys are meant for the list: not those typed into a field, nor into what floats above it. */
const isHere = (target: EventTarget | null): boolean =>
  target === document.body ||
  (target instanceof HTMLElement &&
    target.closest("[role=log],[role=toolbar]") !== null &&
    !target.matches("textarea,input:not([type=checkbox])"));

/** The keys of what can be done are those of all that are chosen; Escape chooses none. */
function useKeys(items: readonly ActionItem[], onDone: () => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (!isHere(event.target)) return;
    const run = event.key === "Escape" ? onDone : items.find(({ keys }) => isCombo(event, keys))?.run;
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event);
    document.addEventListener("keydown", listen, true);
    return () => document.removeEventListener("keydown", listen, true);
  }, []);
}
