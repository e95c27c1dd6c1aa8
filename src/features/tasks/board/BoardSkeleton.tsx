import { texts } from "@/texts";
import { Bone, Loading } from "@/ui/Skeleton";

/** The columns in their places, with cards as high as cards with two lines are. */
export function BoardSkeleton() {
  return (
    <div className="min-h-0 flex-1 overflow-hidden px-4 pt-12 max-wide:px-3">
      <Loading label={texts.board.loadingTheBoard}>
        <div className="flex items-start gap-3">
          {[3, 2, 4].map((count, i) => (
            <div
              key={i}
              className="min-w-60 max-w-100 flex-1 rounded-pane bg-bg-sunken px-2 pb-2 max-wide:min-w-[86vw]"
            >
              <div className="flex h-10 items-center px-1">
                <Bone className="w-20" />
              </div>
              <div className="grid gap-2">
                {Array.from({ length: count }, (_, j) => (
                  <div key={j} className="grid gap-3 rounded-control border bg-bg-raised px-3 py-3.5">
                    <Bone className="w-10" />
                    <Bone className="w-4/5" />
                    <Bone className="w-1/2" />
                  </div>
                ))}
              </div>
            </div>
          ))}
        </div>
      </Loading>
    </div>
  );
}
