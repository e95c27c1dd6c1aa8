import { LIMITS } from "@convex/shared/limits";
import { PERSON_PICTURE } from "@convex/shared/files";
import { useState, type FormEvent } from "react";
import { StatusMark, useMyChoices } from "@/features/presence";
import { useMyPicture, useUpdateMe, type Me } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { CheckField, TextField } from "@/ui/form/Field";
import { ProfileFields } from "./ProfileFields";
import { PictureField } from "@/ui/form/picture/PictureField";
import { toast } from "@/ui/floating/toast";

export function ProfileForm({ me, onStatus }: { me: Me; onStatus: () => void }) {
  return (
    <div className="grid gap-4">
      <Picture me={me} />
      <Name me={me} />
      <ProfileFields me={me} />
      <p className="flex items-center gap-2">
        <StatusMark person={me} />
        <span dir="auto" className="min-w-0 truncate empty:hidden">
          {me.status?.text}
        </span>
        <Button size="small" onClick={onStatus}>
          {texts.commands.labels.status}
        </Button>
      </p>
      <LastSeen />
    </div>
  );
}

const SIDES = [PERSON_PICTURE.side, PERSON_PICTURE.smallSide];

function Picture({ me }: { me: Me }) {
  const picture = useMyPicture(me);

  async function save(squares: Blob[]): Promise<boolean> {
    const isSaved = await picture.save(squares);
    if (isSaved) toast.tell(texts.settings.pictureSaved);
    return isSaved;
  }

  return (
    <PictureField
      label={texts.settings.picture}
      shape="round"
      sides={SIDES}
      hasPicture={me.picture !== undefined}
      onSave={save}
      onRemove={picture.remove}
    >
      <Avatar id={me._id} name={me.name} picture={me.picture} size={56} />
    </PictureField>
  );
}

function LastSeen() {
  const { choices, choose } = useMyChoices();
  return (
    <CheckField
      label={texts.presence.showLastSeen}
      hint={texts.presence.showLastSeenHint}
      checked={choices?.showsLastSeen ?? false}
      onChange={(showsLastSeen) => void reportRefusal(choose({ showsLastSeen }))}
    />
  );
}

function Name({ me }: { me: Me }) {
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
