import { Users } from "lucide-react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { PeopleChoice } from "../people/PeopleChoice";
import { useSetHelper } from "../people/useSetHelper";
import type { FullTask } from "../task";
import { PROPERTY_VALUE, PropertyRow } from "./PropertyRow";

/** Who helps with the task beside its assignee. */
export function HelpersRow({ task }: { task: Pick<FullTask, "_id" | "channelId" | "helperIds"> }) {
  const setHelper = useSetHelper();
  return (
    <PropertyRow icon={Users} name={texts.facts.helpers}>
      <PeopleChoice
        label={texts.facts.helpers}
        chosen={task.helperIds ?? []}
        channelId={task.channelId}
        className={PROPERTY_VALUE}
        onChange={(userId, isHelping) =>
          void reportRefusal(setHelper({ taskId: task._id, userId, isHelping }))
        }
      />
    </PropertyRow>
  );
}
