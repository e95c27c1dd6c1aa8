import { messageKeys, writingKeys } from "@/features/messages";
import { inboxKeys } from "@/features/notices";
import { cardKeys } from "@/features/tasks";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { Keys } from "@/ui/Keys";
import { COMMANDS, labelOf } from "./commands";

type Line = { label: string; keys: readonly string[] };

const sections = (): readonly { title: string; lines: readonly Line[] }[] => [
  {
    title: texts.commands.keysEverywhere,
    lines: COMMANDS.flatMap(({ id, keys }) => (keys ? [{ label: labelOf(id), keys }] : [])),
  },
  { title: texts.commands.keysWriting, lines: writingKeys() },
  { title: texts.notices.keys, lines: inboxKeys() },
  { title: texts.commands.keysOnMessage, lines: messageKeys() },
  { title: texts.commands.keysOnCard, lines: cardKeys() },
];

export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={labelOf("shortcuts")} width="wide" isText onClose={onClose}>
      <div className="gap-x-10 wide:columns-2">
        {sections().map(({ title, lines }) => (
          <section key={title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-small font-medium text-text-muted">{title}</h3>
            <dl>
              {lines.map(({ label, keys }) => (
                <div key={label} className="flex min-h-8 items-center justify-between gap-4 border-b py-1">
                  <dt>{label}</dt>
                  <dd className="flex gap-2">
                    {keys.map((combo) => (
                      <Keys key={combo} combo={combo} isAlways />
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
