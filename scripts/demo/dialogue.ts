/**
 * Reads the hand-written dialogues of texts/.
 *
 *   == day 3          told once, three working days before the last one
 *   == fill           small talk, told again and again with other people and things
 *   == line           a single message, to fill up with
 *   ana: Text         a message; `eng1`, `des2`, `any3` are cast anew each time
 *     more            the next line of the same message
 *   > ben: Text       a reply in the thread of the last message that was none
 *   + 👍3 🎉          reactions to the message above, and how many people
 */
import { readFileSync } from "node:fs";

export type Line = {
  speaker: string;
  text: string;
  isReply: boolean;
  reactions: { emoji: string; count: number }[];
};

export type Dialogue = { kind: "day" | "fill" | "line"; day: number; lines: Line[] };

export function readDialogues(name: string): Dialogue[] {
  const text = readFileSync(new URL(`texts/${name}.txt`, import.meta.url), "utf8");
  return text
    .split(/^== /m)
    .slice(1)
    .map((block) => {
      const [head = "", ...rows] = block.trimEnd().split("\n");
      const [kind, day] = head.split(" ");
      if (kind !== "day" && kind !== "fill" && kind !== "line")
        throw new Error(`${name}: unknown "== ${head}"`);
      return { kind, day: Number(day ?? 0), lines: readLines(name, rows) };
    });
}

function readLines(name: string, rows: string[]): Line[] {
  const lines: Line[] = [];
  for (const row of rows.filter((text) => text !== "")) {
    const last = lines.at(-1);
    const said = /^(> )?([a-z]+\d?):(?: (.*))?$/.exec(row);
    if (said) {
      lines.push({ speaker: said[2]!, text: said[3] ?? "", isReply: said[1] !== undefined, reactions: [] });
    } else if (last && row.startsWith("  ")) {
      last.text += `${last.text === "" ? "" : "\n"}${row.slice(2)}`;
    } else if (last && row.startsWith("+ ")) {
      last.reactions = row.slice(2).split(" ").map(readReaction);
    } else {
      throw new Error(`${name}: cannot read "${row}"`);
    }
  }
  return lines;
}

/** "🎉3" is three people; a keycap such as "2️⃣2" ends with its count too. */
function readReaction(token: string) {
  const [, emoji = token, count = "1"] = /^(.+?)(\d)?$/u.exec(token) ?? [];
  return { emoji, count: Number(count) };
}
