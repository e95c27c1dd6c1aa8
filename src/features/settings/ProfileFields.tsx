import { LIMITS } from "@convex/shared/limits";
import type { FormEvent } from "react";
import { useDraft, useProfile, useUpdateProfile, type Me } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { toast } from "@/ui/floating/toast";

const NAMES = ["jobTitle", "pronouns", "contact"] as const;
type Fields = Record<(typeof NAMES)[number], string>;

const NOTHING: Fields = { jobTitle: "", pronouns: "", contact: "" };

const readFields = (stored: unknown): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(stored ?? {}).filter(([name, text]) => name in NOTHING && typeof text === "string"),
  ) as Partial<Fields>;

/** What my profile says besides my name. What was typed waits until it is saved. */
export function ProfileFields({ me }: { me: Me }) {
  const saved = { ...NOTHING, ...useProfile(me._id) };
  const update = useUpdateProfile();
  const { draft, setDraft, dropDraft } = useDraft<Partial<Fields>>("profile", readFields);
  const fields = { ...saved, ...draft };
  const isChanged = NAMES.some((name) => fields[name].trim() !== saved[name]);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isChanged || !(await reportRefusal(update(draft)))) return;
    dropDraft();
    toast.tell(texts.profile.saved);
  }

  return (
    <form
      aria-label={texts.profile.edit}
      className="grid gap-3"
      onSubmit={(event) => void handleSubmit(event)}
    >
      {NAMES.map((name) => (
        <TextField
          key={name}
          label={texts.profile[name]}
          value={fields[name]}
          maxLength={LIMITS.profileText}
          placeholder={name === "jobTitle" ? undefined : texts.profile.hints[name]}
          onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
        />
      ))}
      {isChanged && (
        <Button type="submit" look="primary" size="small" className="justify-self-start">
          {texts.ui.save}
        </Button>
      )}
    </form>
  );
}
