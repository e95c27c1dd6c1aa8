import { texts } from "@/texts";
import { CheckField } from "@/ui/form/Field";
import { useChangeWorkspace, useWorkspace } from "./useWorkspace";

/** For admins: whether links in messages show what they lead to. */
export function LinkPreviewsField() {
  const isOn = useWorkspace()?.hasLinkPreviews;
  const { setLinkPreviews } = useChangeWorkspace();
  if (isOn === undefined) return null;
  return (
    <div className="border-t pt-4">
      <CheckField
        label={texts.settings.linkPreviews}
        hint={texts.settings.linkPreviewsHint}
        checked={isOn}
        onChange={(next) => void setLinkPreviews(next)}
      />
    </div>
  );
}
