import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import type { ChannelId } from "@/features/channels";
import { useNow } from "@/platform/useNow";
import { useLabels } from "../labels/LabelsContext";
import type { PastedField as Field } from "@convex/shared/board/columnWords";
import { readPasted, rowsOf, type Pasted, type Row } from "./pasted";
import { useNamedPeople } from "./useNamedPeople";

/** What somebody has decided of what was pasted; otherwise it follows from the text. */
type Choices = { isQuick: boolean; hasHeader?: boolean; columns?: readonly (Field | undefined)[] };

/** The same table with what was decided of it. */
function chosen(pasted: Pasted, { hasHeader, columns }: Choices): Pasted {
  if (pasted.kind === "lines") return pasted;
  const { header, rows } = pasted;
  const isSame = hasHeader === undefined || hasHeader === (header !== undefined);
  const [first, ...rest] = rows;
  const moved = isSame
    ? { header, rows }
    : header
      ? { header: undefined, rows: [header, ...rows] }
      : { header: first, rows: rest };
  const fits = columns?.length === pasted.columns.length;
  return { ...pasted, ...moved, columns: fits ? [...columns] : pasted.columns };
}

/** What was pasted as rows, and the ways to decide otherwise. */
export function usePastedRows(text: string, channelId: ChannelId | undefined) {
  const [choices, setChoices] = useState<Choices>({ isQuick: true });
  const labels = useLabels().map(({ name }) => name);
  const now = new Date(useNow());
  const pasted = chosen(readPasted(text), choices);
  const { isQuick } = choices;
  const part = { ...pasted, rows: pasted.rows.slice(0, LIMITS.tasksPasted) };
  const asked = rowsOf(part, { known: { now, labels }, isQuick }).flatMap((row) => row.asked ?? []);
  const named = useNamedPeople([...new Set(asked)], channelId);
  const people = [...named.values()].filter((person) => person !== null);
  const rows = rowsOf(part, { known: { now, labels, people }, isQuick });
  const isTable = pasted.kind === "table";
  return {
    pasted,
    rows,
    /** Rows beyond those that are made at once. */
    rest: pasted.rows.slice(LIMITS.tasksPasted),
    isQuick,
    isPending: asked.some((name) => !named.has(name)),
    /** A name in a table that is nobody's. */
    isNobody: (row: Row) => isTable && row.asked !== undefined && named.get(row.asked) === null,
    setQuick: (next: boolean) => setChoices((was) => ({ ...was, isQuick: next })),
    setHeader: (hasHeader: boolean) => setChoices((was) => ({ ...was, hasHeader })),
    /** A field is in one column: the one that had it has none any more. */
    setColumn: (place: number, field: Field | undefined) =>
      setChoices((was) => ({
        ...was,
        columns:
          pasted.kind === "table"
            ? pasted.columns.map((other, i) => (i === place ? field : other === field ? undefined : other))
            : [],
      })),
  };
}

export type PastedRows = ReturnType<typeof usePastedRows>;
