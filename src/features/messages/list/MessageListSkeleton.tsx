import { texts } from "@/texts";
import { Bone, Loading } from "@/ui/Skeleton";

const SHAPES = [
  ["w-24", "w-3/5"],
  ["w-20", "w-4/5", "w-2/5"],
  ["w-28", "w-1/3"],
  ["w-24", "w-2/3"],
  ["w-20", "w-1/2", "w-3/5"],
];

export function MessageListSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden pb-4">
      <Loading label={texts.messages.loadingMessages}>
        {SHAPES.map(([name, ...lines], i) => (
          <div key={i} className="conversation flex gap-3 px-4 py-2 max-wide:px-3">
            <Bone className="size-9 shrink-0 !rounded-full" />
            <div className="measure grid flex-1 content-start gap-2.5 pt-1">
              <Bone className={name ?? ""} />
              {lines.map((width) => (
                <Bone key={width} className={width} />
              ))}
            </div>
          </div>
        ))}
      </Loading>
    </div>
  );
}
