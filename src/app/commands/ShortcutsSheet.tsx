import { MESSAGE_KEYS, WRITING_KEYS } from "@/features/messages";
import { CARD_KEYS } from "@/features/tasks";
import { Dialog } from "@/ui/floating/Dialog";
import { Keys } from "@/ui/Keys";
import { COMMANDS } from "./commands";

type Line = { label: string; keys: readonly string[] };

const SECTIONS: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: "Everywhere",
    lines: COMMANDS.flatMap(({ label, keys }) => (keys ? [{ label, keys }] : [])),
  },
  { title: "Writing", lines: WRITING_KEYS },
  { title: "On a message (arrow keys move between them)", lines: MESSAGE_KEYS },
  { title: "On a card of the board", lines: CARD_KEYS },
];

export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" width="wide" isText onClose={onClose}>
      <div className="gap-x-10 wide:columns-2">
        {SECTIONS.map(({ title, lines }) => (
          <section key={title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-small font-medium text-text-muted">{title}</h3>
            <dl>
              {lines.map(({ label, keys }) => (
                <div key={label} className="flex min-h-8 items-center justify-between gap-4 border-b py-1">
                  <dt>{label}</dt>
                  <dd className="flex gap-2">
                    {keys.map((combo) => (
                      <Keys key={combo} combo={combo} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
