import { useState } from "react";

/** Whether what is typed cannot wait; what follows it can, until it is said again. */
export function useUrgent() {
  const [isOn, onChange] = useState(false);
  const take = (): [true?] => {
    onChange(false);
    return isOn ? [true] : [];
  };
  return { isOn, onChange, take };
}
