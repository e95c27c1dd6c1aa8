import { clsx } from "clsx";
import { Pause, Play } from "lucide-react";
import { useState } from "react";
import type { LogLine } from "@/platform/auth/serverFigures";
import { texts } from "@/texts";
import { exactTime, preciseTime } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Menu, MenuChoice, MenuLine } from "@/ui/floating/Menu";
import { SearchField } from "@/ui/form/SearchField";
import { Segmented } from "@/ui/form/Segmented";
import { Icon } from "@/ui/Icon";
import { LEAST_LEVELS, matching, type LogFilter } from "./logFilter";
import { Read } from "./Read";
import { useLogs } from "./useFigures";

/** What functions wrote, and what they failed with, the newest first. */
export function Logs() {
  const [isLive, setLive] = useState(true);
  const { reading, read } = useLogs(isLive);
  const [filter, setFilter] = useState<LogFilter>({ least: "all", path: undefined, text: "" });
  return (
    <Read reading={reading} read={read} loading={texts.server.loadingLogs}>
      {({ lines }) => (
        <div className="grid gap-3 p-4">
          <div
            role="search"
            aria-label={texts.server.filterLogs}
            className="flex flex-wrap items-center gap-2"
          >
            <Filters lines={lines} filter={filter} onChange={setFilter} />
            <Button size="small" look="ghost" onClick={() => setLive(!isLive)}>
              <Icon of={isLive ? Pause : Play} size={14} />
              {isLive ? texts.server.pause : texts.server.goOn}
            </Button>
            <SearchField
              label={texts.server.findText}
              value={filter.text}
              onChange={(text) => setFilter({ ...filter, text })}
              className="w-56 max-wide:w-full"
            />
          </div>
          <Lines lines={matching(lines, filter)} hasAny={lines.length > 0} />
        </div>
      )}
    </Read>
  );
}

type FilterProps = {
  lines: readonly LogLine[];
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
};

function Filters({ lines, filter, onChange }: FilterProps) {
  const paths = [...new Set(lines.map(({ path }) => path))].toSorted();
  return (
    <>
      <Segmented
        label={texts.server.level}
        value={filter.least}
        options={LEAST_LEVELS.map((value) => ({ value, label: texts.server.levels[value] }))}
        onChange={(least) => onChange({ ...filter, least })}
      />
      <Menu
        trigger={
          <Button size="small" look="ghost" aria-pressed={filter.path !== undefined}>
            {filter.path ?? texts.server.everyFunction}
          </Button>
        }
      >
        <MenuChoice
          isChosen={filter.path === undefined}
          onSelect={() => onChange({ ...filter, path: undefined })}
        >
          {texts.server.everyFunction}
        </MenuChoice>
        <MenuLine />
        {paths.map((path) => (
          <MenuChoice
            key={path}
            isChosen={filter.path === path}
            onSelect={() => onChange({ ...filter, path })}
          >
            {path}
          </MenuChoice>
        ))}
      </Menu>
    </>
  );
}

function Lines({ lines, hasAny }: { lines: readonly LogLine[]; hasAny: boolean }) {
  if (lines.length === 0)
    return (
      <Empty title={hasAny ? texts.ui.noMatches : texts.server.noLogs}>
        {!hasAny && texts.server.noLogsWhy}
      </Empty>
    );
  return (
    <ol aria-label={texts.server.parts.logs} className="divide-y divide-line">
      {lines.map((line) => (
        <li
          key={line.id}
          className="flex flex-wrap gap-x-3 gap-y-0.5 py-1.5 wide:grid wide:grid-cols-[6rem_5rem_1fr]"
        >
          <time className="tabular text-small text-text-muted" title={exactTime(line.at)}>
            {preciseTime(line.at)}
          </time>
          <Level of={line.level} />
          <div className="w-full min-w-0">
            <p className="text-small text-text-muted [overflow-wrap:anywhere]">
              <span className="font-mono text-text">{line.path}</span>
              {line.requestId !== "" && ` ${texts.server.request(line.requestId)}`}
            </p>
            <p className="font-mono text-small whitespace-pre-wrap [overflow-wrap:anywhere]">{line.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

const LOOKS: Record<LogLine["level"], string> = {
  debug: "bg-bg-active text-text-muted",
  info: "bg-bg-active text-text-muted",
  warn: "bg-warn-soft text-warn",
  error: "bg-danger-soft text-danger",
};

function Level({ of }: { of: LogLine["level"] }) {
  return (
    <span className={clsx("self-start justify-self-start rounded-full px-2 py-0.5 text-meta", LOOKS[of])}>
      {texts.server.levelNames[of]}
    </span>
  );
}
