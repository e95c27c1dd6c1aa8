import type { Id } from "@convex/_generated/dataModel";
import { columnKeyOf, type BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { clsx } from "clsx";
import { useId } from "react";
import { personOption, PersonPopover, useMyId, usePeople, usePerson } from "@/features/users";
import { texts } from "@/texts";
import { columnTitle } from "../columns/column";
import { useLabels } from "../labels/LabelsContext";
import type { TaskStatus } from "../task";
import { Choice, IN_SENTENCE } from "./Choice";

type Place = { status: TaskStatus; column?: string | undefined };
type ColumnProps = {
  place: Place;
  columns: readonly BoardColumn[];
  onChange: (place: Place) => void;
};

/** A column of the board. One that was deleted is shown until another one is chosen. */
export function ColumnChoice({ place, columns, onChange }: ColumnProps) {
  const key = columnKeyOf(place);
  const options = columns
    .filter((column) => column.isEnding !== true)
    .map((column) => ({ value: column.key, label: columnTitle(column) }));
  const isThere = options.some(({ value }) => value === key);
  return (
    <Choice
      label={texts.automations.column}
      value={key}
      options={isThere ? options : [{ value: key, label: texts.automations.goneColumn }, ...options]}
      onChange={(chosen) => {
        const column = columns.find((one) => one.key === chosen);
        if (column) onChange({ status: column.status, column: chosen });
      }}
    />
  );
}

/** A label, one of the workspace or a new one. */
export function LabelField({ tag, onChange }: { tag: string; onChange: (tag: string) => void }) {
  const labels = useLabels();
  const listId = useId();
  return (
    <>
      <input
        aria-label={texts.automations.label}
        placeholder={texts.automations.label}
        list={listId}
        dir="auto"
        maxLength={LIMITS.tag}
        value={tag}
        className={clsx(IN_SENTENCE, "flex-1 basis-40")}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {labels.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

type DaysProps = { label: string; days: number; onChange: (days: number) => void };

export function DaysField({ label, days, onChange }: DaysProps) {
  return (
    <input
      aria-label={label}
      type="number"
      inputMode="numeric"
      min={0}
      max={LIMITS.automationDays}
      value={days}
      className={clsx(IN_SENTENCE, "tabular !w-20")}
      onChange={(event) => {
        const next = Math.floor(Number(event.target.value));
        onChange(Math.min(Math.max(next, 0), LIMITS.automationDays));
      }}
    />
  );
}

type PersonProps = {
  userId: Id<"users"> | undefined;
  /** Who is meant where nobody is named. */
  otherwise: string;
  channelId: Id<"channels">;
  onChange: (userId: Id<"users"> | undefined) => void;
};

/** Somebody who reads the channel, or who is meant where nobody is named. */
export function PersonChoice({ userId, otherwise, channelId, onChange }: PersonProps) {
  const people = usePeople();
  const me = usePerson(useMyId());
  const name = userId ? people.nameOf(userId) : otherwise;
  return (
    <PersonPopover
      label={texts.automations.person}
      options={[
        { id: "", label: otherwise },
        { ...personOption(me), note: texts.users.you },
      ]}
      sought={{ channelId, isMember: true }}
      chosenId={userId ?? ""}
      onPick={(id) => onChange(id === "" ? undefined : (id as Id<"users">))}
      trigger={
        <button
          type="button"
          aria-label={`${texts.automations.person}: ${name}`}
          className={clsx(IN_SENTENCE, "max-w-56 truncate text-start")}
          dir="auto"
        >
          {name}
        </button>
      }
    />
  );
}
