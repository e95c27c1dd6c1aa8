import { texts } from "@/texts";
import { Bone, Loading, LoadingLines } from "@/ui/Skeleton";
import { ConnectingNote } from "./ConnectingNote";

const WIDTHS = ["w-24", "w-32", "w-20", "w-28", "w-16", "w-36"];

/** The shape of the shell while the first answers are on their way. */
export function ShellSkeleton() {
  return (
    <div className="flex h-full">
      <div className="w-62 shrink-0 px-3 pt-4 max-wide:hidden">
        <Loading label={texts.ui.loading}>
          <Bone className="mb-8 h-4 w-28" />
          <div className="grid gap-4">
            {WIDTHS.map((width) => (
              <Bone key={width} className={width} />
            ))}
          </div>
        </Loading>
      </div>
      <div className="relative min-w-0 flex-1 wide:py-2 wide:pr-2">
        <div className="h-full border-line bg-bg wide:rounded-pane wide:border">
          <div className="h-12 border-b" />
          <div className="wide:hidden">
            <LoadingLines label={texts.ui.loading} />
          </div>
        </div>
        <ConnectingNote />
      </div>
    </div>
  );
}
