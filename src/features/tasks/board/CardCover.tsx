import type { Id } from "@convex/_generated/dataModel";
import { useFileUrl } from "@/features/files";
import { texts } from "@/texts";

/** The picture of a card, in a place that is there before it has come. */
export function CardCover({ fileId, task }: { fileId: Id<"files">; task: string }) {
  const url = useFileUrl()(fileId, { isPreview: true });
  return (
    <div className="-mx-3 -mt-2.5 mb-2 aspect-[2/1] overflow-hidden rounded-t-[5px] border-b bg-bg-active">
      {url && (
        <img
          src={url}
          alt={texts.subtasks.coverOf(task)}
          loading="lazy"
          decoding="async"
          draggable={false}
          className="size-full object-cover"
        />
      )}
    </div>
  );
}
