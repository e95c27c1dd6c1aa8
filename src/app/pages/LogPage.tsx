import { Suspense } from "react";
import { Log } from "@/features/events";
import { AdminPage } from "./AdminPage";

export function LogPage() {
  return (
    <AdminPage title="Log">
      <Suspense fallback={<div className="flex-1" />}>
        <Log />
      </Suspense>
    </AdminPage>
  );
}
