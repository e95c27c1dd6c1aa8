/** The sums of a weekly report. It comes as cells, one per channel and assignee, so that every sum fits every reader. */

/** Whose tasks a cell counts: the id of a person, people beyond `LIMITS.reportPeople`, or nobody. */
export type Assignee = string;
export const OTHERS = "others";
export const NOBODY = "nobody";

export type Cell = {
  /** Absent: tasks of the whole workspace. */
  channelId?: string;
  assignee: Assignee;
  /** Tasks done on each day of the week, from Monday. */
  doneByDay: number[];
  moved: number;
  blocked: number;
  ageing: number;
};

export const TALLIES = ["done", "moved", "blocked", "ageing"] as const;
export type Tally = Record<(typeof TALLIES)[number], number>;

export const DAYS_OF_WEEK = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

type Named = {
  channels: readonly { channelId: string; name: string }[];
  people: readonly { userId: string; name: string }[];
};

export function channelLabel({ channels }: Named, key: string | undefined): string {
  return channels.find(({ channelId }) => channelId === key)?.name ?? "Whole workspace";
}

export function assigneeLabel({ people }: Named, key: Assignee): string {
  if (key === NOBODY) return "Unassigned";
  return people.find(({ userId }) => userId === key)?.name ?? "Others";
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export function tallyOf(cells: readonly Cell[]): Tally {
  return {
    done: sum(cells.flatMap(({ doneByDay }) => doneByDay)),
    moved: sum(cells.map(({ moved }) => moved)),
    blocked: sum(cells.map(({ blocked }) => blocked)),
    ageing: sum(cells.map(({ ageing }) => ageing)),
  };
}

export const sizeOf = (tally: Tally): number => sum(Object.values(tally));

export function doneByDay(cells: readonly Cell[]): number[] {
  return DAYS_OF_WEEK.map((_, day) => sum(cells.map((cell) => cell.doneByDay[day] ?? 0)));
}

/** The sums per channel or per assignee, most first. */
export function talliesBy<K extends "channelId" | "assignee">(
  cells: readonly Cell[],
  by: K,
): { key: Cell[K]; tally: Tally }[] {
  const groups = new Map<Cell[K], Cell[]>();
  for (const cell of cells) groups.set(cell[by], [...(groups.get(cell[by]) ?? []), cell]);
  return [...groups]
    .map(([key, own]) => ({ key, tally: tallyOf(own) }))
    .sort((a, b) => sizeOf(b.tally) - sizeOf(a.tally));
}
