import { translated } from "../../language";
import { plural } from "../english";

export const calendar = translated("calendar", {
  moved: (task: string, day: string) => `${task} is due on ${day}`,
  cut: (shown: number) =>
    plural(shown, { other: "The first # tasks of this week are shown. Find the others" }),
});
