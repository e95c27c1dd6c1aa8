import { isolated } from "../../format";
import { translated } from "../../language";
import { plural } from "../english";

export const groups = translated("groups", {
  groups: "Groups",
  everyone: "Everyone",
  whatToShow: "What to show",
  /** What people of the workspace are called together. */
  about: "Mention a group with @ and its handle to notify everyone in it who can read the message.",
  create: "New group",
  edit: "Edit group",
  change: "Edit",
  name: "Name",
  handle: "Handle",
  handleHint: "What follows the @. Lowercase letters, digits, - and _.",
  willBe: (handle: string) => `It will be ${isolated(`@${handle}`)}.`,
  createGroup: "Create group",
  none: "No groups yet",
  loading: "Loading groups…",
  loadingGroup: "Loading the group…",
  loadingMembers: "Loading members…",
  yours: "You’re in it",
  members: "Members",
  nobody: "No one is in this group.",
  addPeople: "Add people",
  add: "Add",
  removeMember: (name: string) => `Remove ${name} from the group`,
  leave: "Leave group",
  delete: "Delete group",
  deleteTitle: (handle: string) => `Delete ${isolated(`@${handle}`)}?`,
  deleteMeans: "It can no longer be mentioned. Messages that mention it stay as they are.",
  isDeleted: "This group was deleted.",
  count: (count: number) => plural(count, { one: "# person", other: "# people" }),
});
