import { Suspense } from "react";
import { Log } from "@/features/events";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function LogPage() {
  return (
    <AdminPage title={labelOf("log")}>
      <Suspense fallback={<div className="flex-1" />}>
        <Log />
      </Suspense>
    </AdminPage>
  );
}
