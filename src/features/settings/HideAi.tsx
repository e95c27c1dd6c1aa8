import { useUpdateMe, type Me } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { CheckField } from "@/ui/form/Field";

export function HideAi({ me }: { me: Me }) {
  const update = useUpdateMe();
  return (
    <CheckField
      label="Hide AI"
      hint="See only categories that people chose. Tasks you write aren’t sent to an AI provider."
      checked={me.hidesAi}
      onChange={(hidesAi) => void reportRefusal(update({ hidesAi }))}
    />
  );
}
