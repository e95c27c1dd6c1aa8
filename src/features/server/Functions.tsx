import { clsx } from "clsx";
import { ArrowDown } from "lucide-react";
import { useState } from "react";
import type { FunctionFigures, RunsFigures } from "@/platform/auth/serverFigures";
import { texts } from "@/texts";
import { number } from "@/texts/format";
import { Empty } from "@/ui/Empty";
import { SearchField } from "@/ui/form/SearchField";
import { Segmented } from "@/ui/form/Segmented";
import { Icon } from "@/ui/Icon";
import { COLUMNS, ordered, PERIODS, type Column, type Period } from "./functionOrder";
import { Read } from "./Read";
import { useFunctionFigures } from "./useFigures";

/** What each function costs, the slowest first. */
export function Functions() {
  const { reading, read } = useFunctionFigures();
  const [period, setPeriod] = useState<Period>("lastHour");
  const [column, setColumn] = useState<Column>("mostMs");
  const [text, setText] = useState("");
  return (
    <Read reading={reading} read={read} loading={texts.server.loadingFunctions}>
      {({ functions }) => (
        <div className="grid max-w-6xl gap-3 p-4">
          <div className="flex flex-wrap items-center gap-2">
            <Segmented
              label={texts.server.period}
              value={period}
              options={PERIODS.map((value) => ({ value, label: texts.server.periods[value] }))}
              onChange={setPeriod}
            />
            <SearchField
              label={texts.server.findFunction}
              value={text}
              onChange={setText}
              className="w-56 max-wide:w-full"
            />
          </div>
          <FunctionTable
            functions={ordered(functions, { period, column, text })}
            hasText={text.trim() !== ""}
            {...{ period, column, setColumn }}
          />
          <p className="max-w-prose text-small text-text-muted">{texts.server.aboutFunctions}</p>
        </div>
      )}
    </Read>
  );
}

type TableProps = {
  functions: readonly FunctionFigures[];
  hasText: boolean;
  period: Period;
  column: Column;
  setColumn: (column: Column) => void;
};

function FunctionTable({ functions, hasText, period, column, setColumn }: TableProps) {
  if (functions.length === 0)
    return (
      <Empty title={hasText ? texts.ui.noMatches : texts.server.noFunctions}>
        {!hasText && texts.server.noFunctionsWhy}
      </Empty>
    );
  return (
    <div className="overflow-x-auto">
      <table className="w-full">
        <thead className="border-b text-left text-small text-text-muted">
          <tr>
            <th className="sticky left-0 bg-bg py-1 font-normal">{texts.server.function}</th>
            {COLUMNS.map((name) => (
              <th
                key={name}
                aria-sort={name === column ? "descending" : undefined}
                className="py-1 pl-3 text-right font-normal"
              >
                <button
                  type="button"
                  className={clsx(
                    "inline-flex items-center gap-1 rounded-control whitespace-nowrap hover:text-text touch:h-11",
                    name === column && "font-medium text-text",
                  )}
                  title={texts.server.columnHints[name]}
                  onClick={() => setColumn(name)}
                >
                  {name === column && <Icon of={ArrowDown} size={12} />}
                  {texts.server.columns[name]}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {functions.map((one) => (
            <tr key={one.path} className="border-b">
              <th
                scope="row"
                className="sticky left-0 max-w-64 min-w-40 bg-bg py-1.5 pr-2 text-left font-normal [overflow-wrap:anywhere]"
              >
                <span className="font-mono text-small">{one.path}</span>{" "}
                <span className="text-small text-text-muted">{texts.server.kinds[one.kind]}</span>
              </th>
              <Cells runs={one[period]} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ runs }: { runs: RunsFigures }) {
  return COLUMNS.map((name) => (
    <td
      key={name}
      className={clsx(
        "tabular py-1.5 pl-3 text-right whitespace-nowrap",
        name === "failed" && runs.failed > 0 && "font-medium text-danger",
      )}
    >
      {cellOf(name, runs)}
    </td>
  ));
}

function cellOf(name: Column, runs: RunsFigures): string {
  const value = runs[name];
  switch (name) {
    case "count":
    case "failed":
    case "known":
      return number(value ?? 0);
    case "bytesRead":
    case "bytesWritten":
      return texts.ui.bytes(value ?? 0);
    case "halfMs":
    case "mostMs":
    case "totalMs":
      return value === null ? "" : texts.server.duration(value);
  }
}
