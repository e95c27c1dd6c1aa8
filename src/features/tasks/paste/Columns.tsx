import { texts } from "@/texts";
import { PASTED_FIELDS, type PastedField as Field } from "@convex/shared/board/columnWords";
import type { Pasted } from "./pasted";

type Props = {
  pasted: Extract<Pasted, { kind: "table" }>;
  onChange: (place: number, field: Field | undefined) => void;
};

const nameOf = (name: string, place: number): string => texts.paste.column(name, place);

/** Which column of a table is which field of a card. */
export function Columns({ pasted: { header, rows, columns }, onChange }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-small font-medium">{texts.paste.columns}</legend>
      <div className="grid gap-x-6 gap-y-2 wide:grid-cols-2">
        {columns.map((field, i) => {
          const name = nameOf(header?.cells[i]?.trim() ?? "", i + 1);
          const sample = rows.find(({ cells }) => cells[i]?.trim())?.cells[i];
          return (
            <label key={i} className="grid grid-cols-[minmax(0,1fr)_132px] items-center gap-2">
              <span className="min-w-0">
                <span dir="auto" className="block truncate text-small">
                  {name}
                </span>
                {sample !== undefined && (
                  <span dir="auto" className="block truncate text-meta text-text-muted">
                    {sample}
                  </span>
                )}
              </span>
              <select
                className="h-9 min-w-0 rounded-control border border-control-line bg-bg px-2 text-base touch:h-11"
                value={field ?? ""}
                onChange={(event) => onChange(i, (event.target.value || undefined) as Field | undefined)}
              >
                <option value="">{texts.paste.notUsed}</option>
                {PASTED_FIELDS.map((one) => (
                  <option key={one} value={one}>
                    {texts.paste.fields[one]}
                  </option>
                ))}
              </select>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
