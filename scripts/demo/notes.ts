/** Folders and notes of the demo. */
import type { Person } from "./people.ts";

type DemoNote = {
  title: string;
  folder?: string;
  by: Person;
  text: string;
  later?: { by: Person; text: string };
};

/** All in the channel of the launch. */
export const NOTES_CHANNEL = "launch";
export const FOLDERS: readonly { name: string; by: Person }[] = [
  { name: "Plans", by: "ana" },
  { name: "Press", by: "tom" },
];

const RUNBOOK = `**Tuesday, 09:00 their time.** Omar presses the button.

- [x] Demo shop has two months of invoices
- [x] Help articles reviewed
- [ ] Screenshots without "Beta"

## Before

Priya watches the graphs from 08:30. Alerts go to her only.

## Going back

One switch: \`importer=off\`. Imports that run go on to their end.`;

export const NOTES: readonly DemoNote[] = [
  {
    title: "Launch day, step by step",
    by: "ana",
    text: RUNBOOK,
    later: {
      by: "priya",
      text: `${RUNBOOK}\n\n## Who is where\n\n| Who | Where |\n| --- | --- |\n| Omar | the button |\n| Lena | support |\n| Priya | graphs |`,
    },
  },
  {
    title: "Questions from the rehearsal",
    folder: "Plans",
    by: "lena",
    text: "1. What happens to files over 50 MB? They work, the bar jumps.\n2. Can an import be undone twice? No, and it says so.",
  },
  {
    title: "Press note",
    folder: "Press",
    by: "tom",
    text: "Shops bring two years of invoices in **ten minutes**: from any spreadsheet, with a preview, and one click to undo it.",
  },
];
