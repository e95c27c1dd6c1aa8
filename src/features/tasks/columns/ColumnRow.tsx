import type { Id } from "@convex/_generated/dataModel";
import { TO_ARCHIVE, type BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Menu, MenuChoice, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { INPUT } from "@/ui/form/Field";
import { NameField } from "@/ui/form/NameField";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LABEL_COLOURS } from "../labels/colours";
import { LabelDot } from "../labels/LabelDot";
import { columnTitle } from "./column";
import { ColumnIcon } from "./ColumnIcon";
import { useColumnActions, type ColumnChanges } from "./useColumnActions";

type Props = {
  column: BoardColumn;
  /** All of the board. */
  columns: readonly BoardColumn[];
  channelId: Id<"channels">;
  onRemove: () => void;
};

type PartProps = { column: BoardColumn; title: string; onChange: (changes: ColumnChanges) => void };

/** One column: its colour, name and limit, and what becomes of its quiet cards. */
export function ColumnRow({ column, columns, channelId, onRemove }: Props) {
  const { update, move } = useColumnActions(channelId);
  const title = columnTitle(column);
  const isFirst = column.key === column.status;
  const siblings = columns.filter(({ status }) => status === column.status);
  const at = siblings.indexOf(column);
  const change = (changes: ColumnChanges) => void reportRefusal(update(column.key, changes));
  const place = (before: string | undefined) => void reportRefusal(move(column.key, before));
  return (
    <li className="rounded-control border px-1 py-1">
      <div className="flex items-center gap-1">
        <ColourChoice column={column} title={title} onChange={change} />
        <NameField
          key={column.name ?? ""}
          label={texts.columns.nameOf(title)}
          name={column.name ?? ""}
          maxLength={LIMITS.columnName}
          {...(isFirst && { placeholder: texts.tasks.statuses[column.status] })}
          onSave={(name) => change({ name: name === "" ? null : name })}
        />
        <LimitField key={column.limit ?? 0} column={column} title={title} onChange={change} />
        <Menu
          align="end"
          trigger={
            <IconButton label={texts.columns.more(title)} isSmall>
              <Icon of={Ellipsis} />
            </IconButton>
          }
        >
          <MenuItem icon={ArrowUp} isDisabled={at === 0} onSelect={() => place(siblings[at - 1]?.key)}>
            {texts.columns.moveLeft}
          </MenuItem>
          <MenuItem
            icon={ArrowDown}
            isDisabled={at === siblings.length - 1}
            onSelect={() => place(siblings[at + 2]?.key)}
          >
            {texts.columns.moveRight}
          </MenuItem>
          {!isFirst && (
            <>
              <MenuLine />
              <MenuItem icon={Trash2} isDanger onSelect={onRemove}>
                {texts.columns.remove}
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
      <RuleLine
        key={column.rule?.days ?? 0}
        column={column}
        title={title}
        targets={columns.filter(({ key, isEnding }) => key !== column.key && !isEnding)}
        onChange={change}
      />
    </li>
  );
}

function ColourChoice({ column, title, onChange }: PartProps) {
  const label = texts.labels.colourOf(title, colourName(column.colour));
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={label}
          title={label}
          className="grid size-8 shrink-0 place-items-center rounded-control hover:bg-bg-hover data-[state=open]:bg-bg-active touch:size-11"
        >
          <ColumnIcon column={column} />
        </button>
      }
    >
      {[undefined, ...LABEL_COLOURS].map((colour) => (
        <MenuChoice
          key={colour ?? "none"}
          isChosen={colour === column.colour}
          leading={
            <span className="grid size-3 place-items-center">
              {colour && <LabelDot colour={colour} className="!size-3" />}
            </span>
          }
          onSelect={() => onChange({ colour: colour ?? null })}
        >
          {colourName(colour)}
        </MenuChoice>
      ))}
    </Menu>
  );
}

const colourName = (colour: BoardColumn["colour"]): string =>
  colour ? texts.labels.colours[colour] : texts.columns.noColour;

function LimitField({ column: { limit }, title, onChange }: PartProps) {
  const [text, setText] = useState(String(limit ?? ""));
  function save() {
    const next = text.trim() === "" ? null : Number(text);
    if (next !== (limit ?? null)) onChange({ limit: next });
  }
  return (
    <input
      aria-label={texts.columns.limitOf(title)}
      placeholder={texts.columns.limit}
      type="number"
      inputMode="numeric"
      min={1}
      max={LIMITS.columnLimit}
      value={text}
      className={`${INPUT} tabular h-8 !w-20 shrink-0 !px-2 text-small touch:h-11 touch:text-[16px]`}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && save()}
      onBlur={save}
    />
  );
}

const FIRST_DAYS = 14;
const STAY = "";

/** Where its cards go to which nothing has happened for some days. */
function RuleLine({ column, title, targets, onChange }: PartProps & { targets: readonly BoardColumn[] }) {
  const { rule, status } = column;
  const [days, setDays] = useState(String(rule?.days ?? FIRST_DAYS));
  const save = (to: string) => {
    const next = { days: Number(days), to };
    if (next.to !== rule?.to || next.days !== rule.days) onChange({ rule: to === STAY ? null : next });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1 px-2 pb-1 text-small text-text-muted">
      <span>{texts.columns.quiet}</span>
      <select
        aria-label={texts.columns.ruleOf(title)}
        value={rule?.to ?? STAY}
        className={`${INPUT} h-7 !w-auto max-w-48 !px-1.5 text-small touch:h-11 touch:text-[16px]`}
        onChange={(event) => save(event.target.value)}
      >
        <option value={STAY}>{texts.columns.stay}</option>
        {status === "done" && <option value={TO_ARCHIVE}>{texts.columns.archived}</option>}
        {targets.map((target) => (
          <option key={target.key} value={target.key}>
            {texts.columns.moveTo(columnTitle(target))}
          </option>
        ))}
      </select>
      {rule && (
        <>
          <span>{texts.columns.after}</span>
          <input
            aria-label={texts.columns.daysOf(title)}
            type="number"
            inputMode="numeric"
            min={1}
            max={LIMITS.quietDays}
            value={days}
            className={`${INPUT} tabular h-7 !w-16 !px-2 text-small touch:h-11 touch:text-[16px]`}
            onChange={(event) => setDays(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && save(rule.to)}
            onBlur={() => save(rule.to)}
          />
          <span>{texts.columns.days}</span>
        </>
      )}
    </div>
  );
}
