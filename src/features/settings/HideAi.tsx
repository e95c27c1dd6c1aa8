import { useUpdateMe, type Me } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { CheckField } from "@/ui/form/Field";

export function HideAi({ me }: { me: Me }) {
  const update = useUpdateMe();
  return (
    <CheckField
      label="Hide AI"
      hint="You see only categories that people chose, and no AI provider is asked about tasks you write."
      checked={me.hidesAi}
      onChange={(hidesAi) => void reportRefusal(update({ hidesAi }))}
    />
  );
}
