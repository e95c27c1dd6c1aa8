import { Dialog } from "@/ui/Dialog";
import { Keys } from "@/ui/Keys";
import { SHORTCUTS } from "./shortcuts";

export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" width="wide" isText onClose={onClose}>
      <div className="gap-x-10 wide:columns-2">
        {SHORTCUTS.map(({ title, keys }) => (
          <section key={title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-small font-medium text-text-muted">{title}</h3>
            <dl>
              {keys.map(([combo, what]) => (
                <div key={what} className="flex min-h-8 items-center justify-between gap-4 border-b py-1">
                  <dt>{what}</dt>
                  <dd>
                    <Keys combo={combo} />
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
