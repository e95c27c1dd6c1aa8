import { translated } from "../../language";
import { plural } from "../english";

/** What new cards are made after. */
export const templates = translated("templates", {
  templates: "Templates",
  from: "New from a template",
  fromOne: (name: string) => `New task from template: ${name}`,
  about: "Any card can be a template: choose “Save as template” in its menu.",
  none: "No templates yet. Choose “Save as template” in the menu of a card.",
  noneShort: "No templates yet",
  loading: "Loading templates",
  manage: "Manage templates",
  save: "Save as template",
  saveMeans:
    "Title, description, labels, priority, estimate, assignee, category, column and subtasks are kept. What becomes of this card changes nothing.",
  saved: "Template saved",
  replaces: "A template with this name is replaced.",
  forAll: "For every board of the workspace",
  ofBoard: "Of this board",
  ofWorkspace: "Of the workspace",
  nameOf: (name: string) => `Name of the template ${name}`,
  says: (title: string, parts: number) =>
    parts === 0 ? title : `${title} · ${plural(parts, { one: "# subtask", other: "# subtasks" })}`,
  remove: "Delete template",
  removeTitle: (name: string) => `Delete the template “${name}”?`,
  removeMeans: "Cards that were made from it stay as they are.",
  /** In a new task. */
  chosen: (name: string, parts: number) =>
    parts === 0
      ? `From the template “${name}”`
      : `From the template “${name}”, with ${plural(parts, { one: "# subtask", other: "# subtasks" })}`,
  drop: "Without the template",
});
