import { useState, type ReactElement } from "react";
import { OptionPicker, type Option } from "../form/OptionPicker";
import { Popover } from "./Popover";

type Props = {
  label: string;
  searchLabel: string;
  trigger: ReactElement;
  options: readonly Option[];
  chosenId: string;
  onPick: (id: string) => void;
};

/** One choice out of many, behind a button. */
export function OptionPopover({ label, searchLabel, trigger, options, chosenId, onPick }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover label={label} trigger={trigger} align="start" isOpen={isOpen} onOpenChange={setIsOpen}>
      <div className="w-72 max-w-[calc(100vw-16px)] p-2">
        <OptionPicker
          searchLabel={searchLabel}
          listLabel={label}
          options={options}
          chosen={new Set([chosenId])}
          onPick={(id) => {
            setIsOpen(false);
            onPick(id);
          }}
        />
      </div>
    </Popover>
  );
}
