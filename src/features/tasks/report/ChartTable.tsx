import { useState, type ReactNode } from "react";
import { texts } from "@/texts";

type Props = {
  heads: readonly string[];
  rows: readonly { key: string | number; cells: readonly ReactNode[] }[];
};

/** What a chart shows, in numbers: for screen readers, the keyboard, and whoever wants to know exactly. */
export function ChartTable({ heads, rows }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className="mt-2 text-small"
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className="w-fit cursor-pointer rounded-control text-text-muted hover:text-text touch:py-3">
        {texts.boardReport.table}
      </summary>
      {isOpen && (
        <div className="mt-1 max-h-72 overflow-auto rounded-control border">
          <table className="w-full">
            <thead className="sticky top-0 bg-bg-sunken text-left text-text-muted">
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" className="px-3 py-1 font-normal">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key} className="border-t">
                  {cells.map((cell, i) => (
                    <td key={heads[i]} className="tabular px-3 py-1 [overflow-wrap:anywhere]">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
