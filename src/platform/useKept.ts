import { useState } from "react";

/** The newest value there was: what was on screen stays while the next is on its way. */
export function useKept<T>(value: T | undefined): T | undefined {
  const [kept, keep] = useState(value);
  if (value !== undefined && !Object.is(value, kept)) keep(value);
  return value ?? kept;
}
