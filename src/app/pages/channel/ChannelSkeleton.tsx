import { Bone, Loading } from "@/ui/Skeleton";

export function ChannelSkeleton() {
  return (
    <main id="main" className="flex-1">
      <Loading label="Loading the channel…">
        <div className="flex h-12 items-center border-b px-4">
          <Bone className="w-32" />
        </div>
      </Loading>
    </main>
  );
}
