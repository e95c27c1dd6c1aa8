import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "@/features/users";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";
import { Page } from "@/ui/Page";

/** A page for admins; to others it says so, and asks the server nothing. */
export function AdminPage({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe();
  return (
    <Page title={title}>
      {me?.role === "admin" && children}
      {me?.role === "member" && (
        <Empty icon={Lock} title={texts.pages.adminsOnly}>
          {texts.pages.askAdmin}
        </Empty>
      )}
    </Page>
  );
}
