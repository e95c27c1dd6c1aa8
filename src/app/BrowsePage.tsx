import { Plus } from "lucide-react";
import { BrowseChannels } from "@/features/channels";
import { Button } from "@/ui/Button";
import { openOverlay } from "./overlays";

export function BrowsePage() {
  return (
    <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center justify-between gap-2 border-b pr-2 pl-4">
        <h1 className="text-title font-semibold">Channels</h1>
        <Button onClick={() => openOverlay("createChannel")}>
          <Plus size={14} strokeWidth={1.75} aria-hidden />
          New channel
        </Button>
      </header>
      <BrowseChannels onCreate={() => openOverlay("createChannel")} />
    </main>
  );
}
