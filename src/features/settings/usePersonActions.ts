import { api } from "@convex/_generated/api";
import { useMutation } from "convex/react";
import { useMyId, type Person } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";

type Role = "admin" | "member";

/** What admins do about people, each said once it is done and open to be taken back while one may. */
export function usePersonActions() {
  const myId = useMyId();
  const change = useMutation(api.users.setRole);
  const deactivate = useMutation(api.users.deactivate);
  const reactivate = useMutation(api.users.reactivate);
  const removePicture = useMutation(api.users.removePicture);

  async function setRole({ id: userId, name }: Person, role: Role) {
    const before: Role = role === "admin" ? "member" : "admin";
    if (!(await reportRefusal(change({ userId, role })))) return;
    if (userId === myId) toast.tell(texts.settings.steppedDown);
    else
      toast.undoHere(
        role === "admin" ? texts.settings.madeAdmin(name) : texts.settings.madeMember(name),
        () => void reportRefusal(change({ userId, role: before })),
      );
  }

  return {
    setRole,
    deactivate: async ({ id: userId, name }: Person) => {
      if (await reportRefusal(deactivate({ userId })))
        toast.undoHere(texts.settings.wasDeactivated(name), () => void reportRefusal(reactivate({ userId })));
    },
    removePicture: async ({ id: userId }: Person) => {
      if (await reportRefusal(removePicture({ userId }))) toast.tell(texts.settings.pictureRemoved);
    },
    reactivate: async ({ id: userId, name }: Person) => {
      if (await reportRefusal(reactivate({ userId }))) toast.tell(texts.settings.wasReactivated(name));
    },
  };
}
