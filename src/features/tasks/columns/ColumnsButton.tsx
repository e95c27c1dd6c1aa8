import type { Id } from "@convex/_generated/dataModel";
import { Columns3Cog } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { BoardColumns } from "./column";

const ColumnsDialog = lazy(retryImport(() => import("./ColumnsDialog")));

/** Opens the columns of a channel's board, to arrange them. */
export function ColumnsButton({ channelId, columns }: { channelId: Id<"channels">; columns: BoardColumns }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton label={texts.columns.manage} onClick={() => setIsOpen(true)}>
        <Icon of={Columns3Cog} />
      </IconButton>
      {isOpen && (
        <Suspense>
          <ColumnsDialog
            channelId={channelId}
            totals={new Map(columns.map(({ key, total }) => [key, total]))}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
