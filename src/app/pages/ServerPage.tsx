import { Server } from "@/features/server";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function ServerPage() {
  return (
    <AdminPage title={labelOf("server")}>
      {/* Nothing in it takes the focus, and the keyboard has to scroll it. */}
      <div
        role="region"
        aria-label={labelOf("server")}
        tabIndex={0}
        className="row-focus min-h-0 flex-1 overflow-y-auto"
      >
        <Server />
      </div>
    </AdminPage>
  );
}
