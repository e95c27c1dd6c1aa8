import { texts } from "@/texts";
import { Segmented } from "@/ui/form/Segmented";
import { Functions } from "./Functions";
import { Logs } from "./Logs";
import { Overview } from "./Overview";

export const SERVER_PARTS = ["overview", "functions", "logs"] as const;
export type ServerPart = (typeof SERVER_PARTS)[number];

const VIEWS = { overview: Overview, functions: Functions, logs: Logs } satisfies Record<ServerPart, unknown>;

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
      {/* Not everything in it takes the focus, and the keyboard has to scroll it. */}
      <div
        role="region"
        aria-label={texts.commands.labels.server}
        tabIndex={0}
        className="row-focus min-h-0 flex-1 overflow-y-auto"
      >
        <View />
      </div>
    </>
  );
}
