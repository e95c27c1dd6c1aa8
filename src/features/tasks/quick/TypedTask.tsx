import { asText, type Picked } from "@convex/shared/board/quickAdd";
import { ListTodo } from "lucide-react";
import type { ChannelId } from "@/features/channels";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { LabelsProvider } from "../labels/LabelsContext";
import { QuickChips } from "./QuickChips";
import { useQuickText } from "./useQuickText";

type Props = {
  /** What was typed as a task in a message. */
  line: string;
  people: readonly Picked[];
  channelId: ChannelId;
  onChange: (line: string) => void;
};

/** Says what task a message will be, before it is one. */
export const TypedTask = (props: Props) => (
  <LabelsProvider>
    <Shown {...props} />
  </LabelsProvider>
);

function Shown({ line, people, channelId, onChange }: Props) {
  const { title, parts } = useQuickText({ text: line, people }, channelId);
  return (
    <div className="px-1 pb-1.5 text-small text-text-muted">
      <p className="flex items-center gap-1.5">
        <Icon of={ListTodo} size={14} />
        <span className="min-w-0 truncate" dir="auto">
          {texts.quick.becomesTask(title)}
        </span>
      </p>
      <QuickChips text={line} parts={parts} onRemove={(part) => onChange(asText(line, part))} />
    </div>
  );
}
