import { clsx } from "clsx";
import { CircleUserRound, Inbox, MessagesSquare, SquareKanban } from "lucide-react";
import { NavLink } from "react-router";
import { useNews } from "@/features/channels";
import { useNoticeCount } from "@/features/notices";
import { texts } from "@/texts";
import { Count } from "@/ui/Count";
import { labelOf } from "../commands/commands";
import { openOverlay } from "../commands/overlays";
import { Icon } from "@/ui/Icon";

const TAB = "relative flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-meta font-medium";

/** The phone's way around: one pane at a time. */
export function BottomBar() {
  const { total, isMore } = useNews();
  const waiting = useNoticeCount();
  const tab = ({ isActive }: { isActive: boolean }) =>
    clsx(TAB, isActive ? "text-accent-text" : "text-text-muted");
  return (
    <nav
      aria-label={texts.shell.sections}
      className="flex shrink-0 border-t bg-bg-sunken pb-[env(safe-area-inset-bottom)]"
    >
      <NavLink to="/" end state={{ list: true }} className={tab}>
        <Icon of={MessagesSquare} size={20} />
        {texts.shell.chats}
        {total > 0 && (
          <span className="absolute top-1.5 left-1/2 ml-2">
            <Count count={total} isMore={isMore} isLoud />
          </span>
        )}
      </NavLink>
      <NavLink to="/inbox" className={tab}>
        <Icon of={Inbox} size={20} />
        {labelOf("inbox")}
        {waiting > 0 && (
          <span className="absolute top-1.5 left-1/2 ml-2">
            <Count count={waiting} isLoud />
          </span>
        )}
      </NavLink>
      <NavLink to="/board" className={tab}>
        <Icon of={SquareKanban} size={20} />
        {texts.shell.tasks}
      </NavLink>
      <button type="button" className={clsx(TAB, "text-text-muted")} onClick={() => openOverlay("settings")}>
        <Icon of={CircleUserRound} size={20} />
        {texts.shell.you}
      </button>
    </nav>
  );
}
