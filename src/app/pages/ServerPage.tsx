import { useSearchParams } from "react-router";
import { Server, SERVER_PARTS } from "@/features/server";
import { labelOf } from "../commands/commands";
import { AdminPage } from "./AdminPage";

export function ServerPage() {
  const [params, setParams] = useSearchParams();
  const part = SERVER_PARTS.find((one) => one === params.get("part")) ?? "overview";
  return (
    <AdminPage title={labelOf("server")}>
      <Server
        part={part}
        onChange={(next) => setParams(next === "overview" ? {} : { part: next }, { replace: true })}
      />
    </AdminPage>
  );
}
