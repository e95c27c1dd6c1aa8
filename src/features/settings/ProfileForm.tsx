import { LIMITS } from "@convex/shared/limits";
import { useState, type FormEvent } from "react";
import { useUpdateMe, type Me } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { toast } from "@/ui/floating/toast";

export function ProfileForm({ me }: { me: Me }) {
  const [name, setName] = useState(me.name);
  const update = useUpdateMe();
  const isChanged = name.trim() !== "" && name.trim() !== me.name;

  async function save() {
    if (await reportRefusal(update({ name: name.trim() }))) toast.tell(texts.settings.nameSaved);
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isChanged) void save();
  }

  return (
    <form className="flex items-end gap-3" onSubmit={handleSubmit} aria-label={texts.settings.profile}>
      <Avatar id={me._id} name={name || me.name} imageUrl={me.imageUrl} size={56} />
      <TextField
        label={texts.users.yourName}
        value={name}
        required
        maxLength={LIMITS.personName}
        autoComplete="name"
        className="min-w-0 flex-1"
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary" className="!h-9 touch:!h-11" disabled={!isChanged}>
        {texts.ui.save}
      </Button>
    </form>
  );
}
