import { useState, type ReactElement, type ReactNode } from "react";
import { OptionPicker, type Option } from "../form/OptionPicker";
import { Popover } from "./Popover";

type PickerProps = {
  label: string;
  trigger: ReactElement;
  onPick: (id: string) => void;
  /** Draws the list; what is picked closes it. */
  children: (onPick: (id: string) => void) => ReactNode;
};

/** A choice behind a button. */
export function PickerPopover({ label, trigger, onPick, children }: PickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  function handlePick(id: string) {
    setIsOpen(false);
    onPick(id);
  }
  return (
    <Popover label={label} trigger={trigger} align="start" isOpen={isOpen} onOpenChange={setIsOpen}>
      <div className="w-72 max-w-[calc(100vw-16px)] p-2">{children(handlePick)}</div>
    </Popover>
  );
}

type Props = Omit<PickerProps, "children"> & {
  searchLabel: string;
  options: readonly Option[];
  chosenId: string;
};

/** One choice out of many, behind a button. */
export function OptionPopover({ searchLabel, options, chosenId, ...rest }: Props) {
  return (
    <PickerPopover {...rest}>
      {(onPick) => (
        <OptionPicker
          searchLabel={searchLabel}
          listLabel={rest.label}
          options={options}
          chosen={new Set([chosenId])}
          onPick={onPick}
        />
      )}
    </PickerPopover>
  );
}
