import { texts } from "@/texts";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { Segmented } from "@/ui/form/Segmented";
import { Data } from "./Data";
import { Functions } from "./Functions";
import { Logs } from "./Logs";
import { Overview } from "./Overview";

export const SERVER_PARTS = ["overview", "functions", "logs", "data"] as const;
export type ServerPart = (typeof SERVER_PARTS)[number];

const VIEWS = { overview: Overview, functions: Functions, logs: Logs, data: Data } satisfies Record<
  ServerPart,
  unknown
>;

type Props = { part: ServerPart; onChange: (part: ServerPart) => void };

/** How the server does, for those who operate it. */
export function Server({ part, onChange }: Props) {
  const View = VIEWS[part];
  return (
    <>
      <div className="shrink-0 overflow-x-auto border-b px-4 py-2">
        <Segmented
          label={texts.server.part}
          value={part}
          options={SERVER_PARTS.map((value) => ({ value, label: texts.server.parts[value] }))}
          onChange={onChange}
        />
      </div>
      <ScrollRegion label={texts.commands.labels.server}>
        <View />
      </ScrollRegion>
    </>
  );
}
