import { Eye, ListFilterPlus } from "lucide-react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice, MenuLabel, MenuLine, SubMenu } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { CATEGORIES } from "../task";
import { DUE, FACTS, GROUPINGS, hiddenOf, withFact, type Filter } from "./filter";

type Props = { filter: Filter; canGroup: boolean; onChange: (filter: Filter) => void };

/** What is chosen less often: when it is due, its category, lanes, and what cards say. */
export function MoreFilters({ filter, canGroup, onChange }: Props) {
  const { due, category, group } = filter;
  const hidden = hiddenOf(filter);
  const isChosen = [due, category, group].some((one) => one !== undefined) || hidden.length > 0;
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
