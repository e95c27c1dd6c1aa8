import type { Id } from "@convex/_generated/dataModel";
import { Bell } from "lucide-react";
import { useMyId } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Tooltip } from "@/ui/floating/Tooltip";
import { Bone } from "@/ui/Skeleton";
import { CARD_COMMANDS } from "../board/cardCommands";
import { PeopleChoice } from "../people/PeopleChoice";
import type { FullTask } from "../task";
import { useWatchers } from "../useWatchers";
import { PROPERTY_VALUE, PropertyRow } from "./PropertyRow";
import { useTaskKey } from "./useTaskKey";

/** Who is told of what happens to the task, and the way to be one of them. */
export function WatchersRow({ task }: { task: Pick<FullTask, "_id" | "channelId"> }) {
  const myId = useMyId() as Id<"users">;
  const { watchers, isWatching, choose } = useWatchers(task._id);
  const change = (userId: Id<"users">, isChosen: boolean) => void reportRefusal(choose(userId, isChosen));
  const toggle = () => change(myId, !isWatching);
  const { keys } = CARD_COMMANDS.watch;
  useTaskKey(task._id, keys, () => watchers && toggle());
  const label = isWatching ? texts.taskPane.unwatch : texts.taskPane.watch;
  return (
    <PropertyRow icon={Bell} name={texts.facts.watchers}>
      {watchers ? (
        <div className="flex min-w-0 items-center gap-1">
          <PeopleChoice
            label={texts.facts.watchers}
            chosen={watchers}
            channelId={task.channelId}
            className={PROPERTY_VALUE}
            onChange={change}
          />
          <Tooltip label={label} keys={keys}>
            <Button size="small" look="ghost" onClick={toggle}>
              {label}
            </Button>
          </Tooltip>
        </div>
      ) : (
        <div className="flex h-7 items-center px-2 touch:h-11">
          <Bone className="w-16" />
        </div>
      )}
    </PropertyRow>
  );
}
