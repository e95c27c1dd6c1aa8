import { texts } from "@/texts";
import { Menu, MenuChoice } from "@/ui/floating/Menu";
import { LABEL_COLOURS, type LabelColour } from "./colours";
import { LabelDot } from "./LabelDot";

type Props = { name: string; colour: LabelColour; onChange: (colour: LabelColour) => void };

/** The colour of a label, with the others behind it. */
export function ColourMenu({ name, colour, onChange }: Props) {
  const label = texts.labels.colourOf(name, texts.labels.colours[colour]);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={label}
          title={label}
          className="grid size-8 shrink-0 place-items-center rounded-control hover:bg-bg-hover data-[state=open]:bg-bg-active touch:size-11"
        >
          <LabelDot colour={colour} className="!size-3" />
        </button>
      }
    >
      {LABEL_COLOURS.map((one) => (
        <MenuChoice
          key={one}
          isChosen={one === colour}
          leading={<LabelDot colour={one} className="!size-3" />}
          onSelect={() => onChange(one)}
        >
          {texts.labels.colours[one]}
        </MenuChoice>
      ))}
    </Menu>
  );
}
