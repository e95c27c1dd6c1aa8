/** How much the fault tests do: enough for every run by default, the whole with `npm run test:faults`. */
export function rounds(everyTime: number, whole: number): number {
  return process.env.FAULTS === "whole" ? whole : everyTime;
}
