import { CircleCheckBig, Eye, Hourglass, PencilLine, type LucideIcon } from "lucide-react";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { LoadingLines } from "@/ui/Skeleton";
import { LabelsProvider } from "../labels/LabelsContext";
import { LaterTasks } from "./LaterTasks";
import { GroupedTasks } from "./GroupedTasks";
import { useLaterTasks, useMyTasks, type Mine } from "./useMyTasks";

type Shown = Mine | "later";
type Props = { shown: Shown; openTaskId: string | undefined };

/** Open tasks of mine, the most pressing first, or those that I see later. */
export function MyTasks({ shown, openTaskId }: Props) {
  return (
    <LabelsProvider loading={<LoadingLines label={texts.mine.loading} />}>
      {shown === "later" ? (
        <Later openTaskId={openTaskId} />
      ) : (
        <Grouped key={shown} which={shown} openTaskId={openTaskId} />
      )}
    </LabelsProvider>
  );
}

function Grouped({ which, openTaskId }: { which: Mine; openTaskId: string | undefined }) {
  const mine = useMyTasks(which);
  if (!mine) return <LoadingLines label={texts.mine.loading} />;
  if (mine.tasks.length === 0 && !mine.loadMore && !mine.isLoading) return <None shown={which} />;
  return <GroupedTasks {...mine} openTaskId={openTaskId} />;
}

function Later({ openTaskId }: { openTaskId: string | undefined }) {
  const later = useLaterTasks();
  if (!later) return <LoadingLines label={texts.mine.loading} />;
  if (later.tasks.length === 0 && !later.loadMore && !later.isLoading) return <None shown="later" />;
  return <LaterTasks {...later} openTaskId={openTaskId} />;
}

const ICONS: Record<Shown, LucideIcon> = {
  assigned: CircleCheckBig,
  watched: Eye,
  created: PencilLine,
  later: Hourglass,
};

const None = ({ shown }: { shown: Shown }) => (
  <Empty icon={ICONS[shown]} title={texts.mine.none[shown]}>
    {texts.mine.noneWhy[shown]}
  </Empty>
);
