import { Suspense } from "react";
import { AttachButton, Attachments, ShownFiles } from "@/features/files";
import { texts } from "@/texts";
import { Bone } from "@/ui/Skeleton";
import type { FullTask } from "../task";
import { CoverMenu } from "./CoverMenu";
import type { useTaskFiles } from "./useTaskFiles";

type Props = {
  task: Pick<FullTask, "_id" | "fileCount" | "coverId" | "isClosed">;
  files: ReturnType<typeof useTaskFiles>;
};

/** Below the description: what is there, what is on its way, and the button that adds. */
export function TaskFiles({ task, files: { files, coming, add, drop, retry, remove } }: Props) {
  return (
    <section aria-label={texts.files.files} className="grid gap-1">
      <div className="flex h-7 items-center justify-between touch:h-11">
        <h3 className="text-small text-text-muted">{texts.files.files}</h3>
        {!task.isClosed && (
          <span className="flex items-center">
            <CoverMenu task={task} files={files ?? []} />
            <AttachButton isSmall onFiles={add} />
          </span>
        )}
      </div>
      {!files && (task.fileCount ?? 0) > 0 && <Bone className="h-14.5 w-full" />}
      {files && files.length > 0 && (
        <ShownFiles files={files} {...(!task.isClosed && { onRemove: remove })} />
      )}
      {coming.length > 0 && (
        <Suspense fallback={<div className="h-18" />}>
          <Attachments items={coming} onRemove={drop} onRetry={retry} />
        </Suspense>
      )}
    </section>
  );
}
