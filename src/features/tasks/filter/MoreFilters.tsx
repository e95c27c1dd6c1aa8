import { Columns3, Eye, ListFilterPlus } from "lucide-react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice, MenuLabel, MenuLine, SubMenu } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { columnTitle } from "../columns/column";
import { ColumnIcon } from "../columns/ColumnIcon";
import { useBoardColumns } from "../columns/ColumnsContext";
import { CATEGORIES } from "../task";
import { DUE, FACTS, GROUPINGS, hiddenOf, withFact, type Filter } from "./filter";

type Props = {
  filter: Filter;
  canGroup: boolean;
  /** Whether the board has columns of its own to choose from. */
  hasColumns: boolean;
  onChange: (filter: Filter) => void;
};

/** What is chosen less often: when it is due, its category, its column, lanes, and what cards say. */
export function MoreFilters({ filter, canGroup, hasColumns, onChange }: Props) {
  const { due, category, column, group } = filter;
  const hidden = hiddenOf(filter);
  const isChosen = [due, category, column, group].some((one) => one !== undefined) || hidden.length > 0;
  return (
    <Menu
      trigger={
        <Button
          size="small"
          look="ghost"
          aria-pressed={isChosen}
          aria-label={texts.board.moreFilters}
          className={isChosen ? "bg-accent-soft !text-accent-text" : ""}
        >
          <Icon of={ListFilterPlus} size={14} />
        </Button>
      }
    >
      <MenuLabel>{texts.board.due}</MenuLabel>
      {[undefined, ...DUE].map((one) => (
        <MenuChoice
          key={one ?? "any"}
          isChosen={due === one}
          onSelect={() => onChange({ ...filter, due: one })}
        >
          {one ? texts.board.dues[one] : texts.board.anyTime}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuLabel>{texts.tasks.category}</MenuLabel>
      {[undefined, ...CATEGORIES].map((one) => (
        <MenuChoice
          key={one ?? "any"}
          isChosen={category === one}
          onSelect={() => onChange({ ...filter, category: one })}
        >
          {one ? texts.tasks.categories[one] : texts.board.anyCategory}
        </MenuChoice>
      ))}
      {hasColumns && <ColumnChoices filter={filter} onChange={onChange} />}
      {canGroup && (
        <>
          <MenuLine />
          <MenuLabel>{texts.board.group}</MenuLabel>
          {[undefined, ...GROUPINGS].map((one) => (
            <MenuChoice
              key={one ?? "none"}
              isChosen={group === one}
              onSelect={() => onChange({ ...filter, group: one })}
            >
              {one ? texts.board.groups[one] : texts.board.noGroup}
            </MenuChoice>
          ))}
        </>
      )}
      <MenuLine />
      <SubMenu icon={Eye} label={texts.board.facts}>
        {FACTS.map((fact) => (
          <MenuChoice
            key={fact}
            isChosen={!hidden.includes(fact)}
            staysOpen
            onSelect={() => onChange(withFact(filter, fact))}
          >
            {texts.board.factNames[fact]}
          </MenuChoice>
        ))}
      </SubMenu>
    </Menu>
  );
}

/** The columns of the board. One that is gone, and still asked for, can be let go. */
function ColumnChoices({ filter, onChange }: Pick<Props, "filter" | "onChange">) {
  const columns = useBoardColumns();
  const { column: wanted } = filter;
  const label = columns.find(({ key }) => key === wanted);
  const title = label ? columnTitle(label) : texts.board.column;
  return (
    <>
      <MenuLine />
      <SubMenu icon={Columns3} label={title}>
        <MenuChoice
          isChosen={wanted === undefined}
          onSelect={() => onChange({ ...filter, column: undefined })}
        >
          {texts.board.anyColumn}
        </MenuChoice>
        {columns.map((column) => (
          <MenuChoice
            key={column.key}
            isChosen={wanted === column.key}
            leading={<ColumnIcon column={column} />}
            onSelect={() => onChange({ ...filter, column: column.key })}
          >
            {columnTitle(column)}
          </MenuChoice>
        ))}
      </SubMenu>
    </>
  );
}
