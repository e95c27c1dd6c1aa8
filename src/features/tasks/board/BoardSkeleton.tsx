import { Bone, Loading } from "@/ui/Skeleton";

export function BoardSkeleton() {
  return (
    <div className="flex-1 overflow-hidden px-4 pt-14">
      <Loading label="Loading the board…">
        <div className="flex gap-3">
          {[3, 2, 4].map((count, i) => (
            <div key={i} className="grid min-w-72 max-w-100 flex-1 gap-2 rounded-pane bg-bg-sunken p-2">
              <Bone className="m-2 w-20" />
              {Array.from({ length: count }, (_, j) => (
                <div key={j} className="grid gap-2.5 rounded-control border bg-bg-raised p-3">
                  <Bone className="w-10" />
                  <Bone className="w-4/5" />
                </div>
              ))}
            </div>
          ))}
        </div>
      </Loading>
    </div>
  );
}
