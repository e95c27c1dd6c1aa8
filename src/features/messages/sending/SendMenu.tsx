import type { Id } from "@convex/_generated/dataModel";
import { ChevronDown, ListTodo, Timer } from "lucide-react";
import { Suspense, useState, type RefObject } from "react";
import { createPortal } from "react-dom";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { FieldHandle } from "../composer/MessageField";
import type { MarkedField } from "../composer/useMessageDraft";
import { askWhen } from "../later/asking";
import { typedLine, type TypedView } from "./asTask";
import { MoreFormats } from "./MoreFormats";
import { OutsidersNote } from "./OutsidersNote";
import { UrgentButton } from "./UrgentButton";
import type { useUrgent } from "./useUrgent";

type Props = Omit<WaysProps, "channelId"> & {
  channelId: Id<"channels"> | undefined;
  field: RefObject<FieldHandle | null>;
};

/** What stands beside the field and comes after the first paint. Only what is said in a channel has other ways to be sent. */
export function SendMenu({ channelId, field, ...props }: Props) {
  return (
    <>
      <MoreFormats onFormat={(format) => field.current?.format(format)} />
      {channelId && <Ways channelId={channelId} {...props} />}
    </>
  );
}

type WaysProps = {
  channelId: Id<"channels">;
  /** Where the draft is kept. */
  place: string;
  draft: MarkedField;
  urgent: ReturnType<typeof useUrgent>;
  isEmpty: boolean;
  /** What says which task is typed. */
  Typed: TypedView | undefined;
  disabled: boolean;
  onSend: (isTask: boolean) => void;
};

/** Of the channel, or of the first message of the thread. */
const idOf = (place: string): string => place.slice("message:".length);

/** Other ways to send what stands in a composer: as urgent, as a task, or at a time; and what is said of it before. */
function Ways({ channelId, place, draft, urgent, isEmpty, Typed, disabled, onSend }: WaysProps) {
  const [button, setButton] = useState<HTMLElement | null>(null);
  const ids = draft.value.marks.map(({ id }) => id);
  const people = usePeople();
  const namesSomebody = ids.some((id) => people.get(id)?.isGroup !== true);
  const form = button?.closest("form");
  return (
    <>
      {!isEmpty && (
        <UrgentButton {...{ channelId, namesSomebody }} isOn={urgent.isOn} onChange={urgent.onChange} />
      )}
      <Menu
        align="end"
        side="top"
        trigger={
          <IconButton
            ref={setButton}
            label={texts.later.moreWays}
            disabled={disabled}
            className={isEmpty ? "max-wide:hidden" : undefined}
          >
            <Icon of={ChevronDown} />
          </IconButton>
        }
      >
        <MenuItem icon={ListTodo} keys="Mod+Shift+Enter" onSelect={() => onSend(true)}>
          {texts.later.sendAsTask}
        </MenuItem>
        <MenuItem icon={Timer} onSelect={() => askWhen({ kind: "send", channelId, id: idOf(place) })}>
          {texts.later.sendLater}
        </MenuItem>
      </Menu>
      {form &&
        createPortal(
          <div className="order-first">
            {ids.length > 0 && <OutsidersNote channelId={channelId} mentionedIds={ids} />}
            {Typed && <TaskTyped {...{ channelId, draft, Typed }} />}
          </div>,
          form,
        )}
    </>
  );
}

type TypedProps = Pick<WaysProps, "channelId" | "draft"> & {
  Typed: TypedView;
};

/** Which task will be made of what is typed. */
function TaskTyped({ Typed, channelId, draft: { value, setText } }: TypedProps) {
  const typed = typedLine(value.text);
  if (!typed) return null;
  const { line, at } = typed;
  return (
    <Suspense fallback={null}>
      <Typed
        line={line}
        channelId={channelId}
        people={value.marks}
        onChange={(next) => setText(value.text.slice(0, at) + next + value.text.slice(at + line.length))}
      />
    </Suspense>
  );
}
