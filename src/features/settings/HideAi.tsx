import { useUpdateMe, type Me } from "@/features/users";
import { tell } from "@/platform/tell";

export function HideAi({ me }: { me: Me }) {
  const update = useUpdateMe();
  return (
    <label className="grid grid-cols-[auto_1fr] items-start gap-x-2.5 gap-y-0.5 touch:min-h-11">
      <input
        type="checkbox"
        className="mt-0.5 size-4 accent-(--accent)"
        checked={me.hidesAi}
        onChange={(event) => void tell(update({ hidesAi: event.target.checked }))}
      />
      <span className="text-small font-medium">Hide AI</span>
      <span className="col-start-2 text-meta text-text-muted">
        You see only categories that people chose, and no AI provider is asked about tasks you write.
      </span>
    </label>
  );
}
