import { translated } from "../../language";
import { plural } from "../english";
import { users } from "../people/users";

export const forwarding = translated("forwarding", {
  to: "Search channels and people",
  elsewhere: "Change",
  withText: "Include the text",
  privately:
    "It was not said in public. Without its text, only those who can read it already see more than the link.",
  checked: "These people may read it",
  note: "Note",
  now: (count: number) => plural(count, { one: "Forward message", other: "Forward # messages" }),
  done: (to: string) => `Forwarded to ${to}`,
  readBy: (names: readonly string[]) => `${users.names(names)} will read it.`,
  readByAll: "Everyone in the workspace can read it.",
  readByNobody: "Nobody else is there to read it.",
});
