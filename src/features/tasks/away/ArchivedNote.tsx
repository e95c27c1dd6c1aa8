import { Archive } from "lucide-react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import type { Task } from "../task";
import { useArchive } from "./useAway";

/** Says in its pane why no board shows a task, with the way back. */
export function ArchivedNote({ task }: { task: Pick<Task, "_id"> }) {
  const archive = useArchive();
  return (
    <p className="flex items-center gap-2 rounded-control bg-bg-sunken py-1 ps-3 pe-1 text-small text-text-muted">
      <Icon of={Archive} size={14} />
      <span className="flex-1">{texts.away.isArchived}</span>
      <Button size="small" look="ghost" onClick={() => void reportRefusal(archive(task._id, false))}>
        {texts.away.putBack}
      </Button>
    </p>
  );
}

/** Says the same of a task whose channel is archived. */
export const ClosedNote = () => (
  <p className="flex min-h-9 items-center gap-2 rounded-control bg-bg-sunken px-3 text-small text-text-muted">
    <Icon of={Archive} size={14} />
    {texts.away.isClosed}
  </p>
);
