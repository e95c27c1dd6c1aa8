import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "@/features/users";
import { Empty } from "@/ui/Empty";

/** A page for admins; to others it says so, and asks the server nothing. */
export function AdminPage({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe();
  return (
    <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b px-4">
        <h1 className="text-title font-semibold">{title}</h1>
      </header>
      {me?.role === "admin" && children}
      {me?.role === "member" && (
        <Empty icon={Lock} title="For admins">
          Ask an admin of the workspace if you need to see this.
        </Empty>
      )}
    </main>
  );
}
