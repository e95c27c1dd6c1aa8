import { useState } from "react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactDueDay } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { DateField } from "@/ui/form/DateField";
import { INPUT } from "@/ui/form/Field";
import { dayChoices } from "./groups";

type Props = {
  title: string;
  description?: string | undefined;
  onPick: (day: number) => void;
  onClose: () => void;
};

/** Asks for a day: one of those that are offered, or any other. */
export default function DayDialog({ title, description, onPick, onClose }: Props) {
  const now = useNow();
  const [day, setDay] = useState<number>();
  const pick = (chosen: number) => {
    onPick(chosen);
    onClose();
  };
  const names = { tomorrow: texts.time.tomorrow, monday: texts.mine.monday };
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      <div className="grid gap-1.5">
        {dayChoices(now).map((choice) => (
          <Button key={choice.name} className="!justify-between" onClick={() => pick(choice.day)}>
            <span>{names[choice.name]}</span>
            <span className="font-normal text-text-muted">{exactDueDay(choice.day)}</span>
          </Button>
        ))}
        <DateField
          label={texts.mine.day}
          value={day}
          className={`${INPUT} h-9 touch:h-11`}
          onChange={setDay}
        />
      </div>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="primary" disabled={day === undefined} onClick={() => day !== undefined && pick(day)}>
          {texts.ui.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
