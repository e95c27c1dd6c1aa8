import { LEVELS } from "@convex/shared/ringing/levels";
import { useChoices } from "@/features/ringing";
import { useChangeWorkspace } from "@/features/workspace";
import { texts } from "@/texts";
import { Segmented } from "@/ui/form/Segmented";

/** For admins: what rings people who have chosen nothing themselves. */
export function WorkspaceLevel() {
  const { choices } = useChoices();
  const { setLevel } = useChangeWorkspace();
  if (!choices) return null;
  const { workspaceLevel: level } = choices;
  return (
    <section
      aria-label={texts.ringing.workspaceTitle}
      className="grid justify-items-start gap-2.5 border-t pt-4"
    >
      <div className="grid gap-0.5">
        <h3 className="font-medium">{texts.ringing.workspaceTitle}</h3>
        <p className="text-text-muted">{texts.ringing.workspaceAbout}</p>
      </div>
      <Segmented
        label={texts.ringing.workspaceTitle}
        value={level}
        options={LEVELS.map((value) => ({ value, label: texts.ringing.levels[value] }))}
        onChange={(next) => void setLevel(next)}
      />
      <p className="text-small text-text-muted">{texts.ringing.levelsAbout[level]}</p>
    </section>
  );
}
