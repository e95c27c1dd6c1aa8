import { useUpdateMe, type Me } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { CheckField } from "@/ui/form/Field";

export function HideAi({ me }: { me: Me }) {
  const update = useUpdateMe();
  return (
    <CheckField
      label={texts.settings.hideAI}
      hint={texts.settings.hideAiHint}
      checked={me.hidesAi}
      onChange={(hidesAi) => void reportRefusal(update({ hidesAi }))}
    />
  );
}
