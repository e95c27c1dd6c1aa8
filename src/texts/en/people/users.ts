import { translated } from "../../language";
import { list, plural } from "../english";

export const users = translated("users", {
  people: "People",
  searchPeople: "Search people",
  /** Somebody who is not known, where a name stands. */
  someone: "Someone",
  /** Behind the reader's own name. */
  you: "you",
  admin: "Admin",
  /** Behind a name. */
  adminMark: "admin",
  deactivatedMark: "deactivated",
  nameDeactivated: (name: string) => `${name}, deactivated`,
  /** Two names: "Ana and Ben"; more: "Ana, Ben and Zoe"; many: "Ana, Ben and 3 others". */
  names: (names: readonly string[], most = 4) =>
    names.length <= most
      ? list(names)
      : list([
          ...names.slice(0, most - 1),
          plural(names.length - most + 1, { one: "# other", other: "# others" }),
        ]),
  /** What tells people of one name apart. */
  namesake: (isMe: boolean, isAdmin: boolean, joined: string) =>
    [isMe && "you", isAdmin && "admin", `joined ${joined}`].filter(Boolean).join(", "),
  /** Below a list of the first few. */
  typeForMore: "Type a name to find more people.",
  members: (count: number) => plural(count, { one: "# member", other: "# members" }),
  yourName: "Your name",
  anyone: "Anyone",
});
