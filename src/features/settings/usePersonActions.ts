import { api } from "@convex/_generated/api";
import { useMutation } from "convex/react";
import { useMyId, type Person } from "@/features/users";
import { tell } from "@/platform/tell";
import { toast } from "@/ui/toast";

type Role = "admin" | "member";

const ROLE_TOLD: Record<Role, string> = { admin: "is an admin now", member: "is no admin any more" };

/** What admins do about people, each said once it is done and open to be taken back while one may. */
export function usePersonActions() {
  const myId = useMyId();
  const change = useMutation(api.users.setRole);
  const deactivate = useMutation(api.users.deactivate);
  const reactivate = useMutation(api.users.reactivate);

  async function setRole({ id: userId, name }: Person, role: Role) {
    const before: Role = role === "admin" ? "member" : "admin";
    if (!(await tell(change({ userId, role })))) return;
    if (userId === myId) toast.tell("You are no admin any more");
    else toast.undo(`${name} ${ROLE_TOLD[role]}`, () => void tell(change({ userId, role: before })));
  }

  return {
    setRole,
    deactivate: async ({ id: userId, name }: Person) => {
      if (await tell(deactivate({ userId })))
        toast.undo(`${name} is deactivated`, () => void tell(reactivate({ userId })));
    },
    reactivate: async ({ id: userId, name }: Person) => {
      if (await tell(reactivate({ userId }))) toast.tell(`${name} is active again`);
    },
  };
}
