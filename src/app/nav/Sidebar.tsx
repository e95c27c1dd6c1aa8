import { clsx } from "clsx";
import { PanelLeft, Search } from "lucide-react";
import { NavLink } from "react-router";
import { AddButton, ChannelSections, useNews, useUnreadThreads } from "@/features/channels";
import { useNoticeCount, useUnseen, useWaiting } from "@/features/notices";
import { toggleSidebar, useIsSidebarFolded } from "@/platform/sidebar";
import { texts } from "@/texts";
import { Count } from "@/ui/Count";
import { IconButton } from "@/ui/IconButton";
import { Tooltip } from "@/ui/floating/Tooltip";
import { Keys } from "@/ui/Keys";
import { Menu } from "@/ui/floating/Menu";
import { labelOf, LINKS } from "../commands/commands";
import { openOverlay } from "../commands/overlays";
import { lazyItems } from "./lazyItems";
import { UserMenu } from "./UserMenu";
import { WorkspaceMenu } from "./WorkspaceMenu";
import { Icon } from "@/ui/Icon";

/** The left column: where to go, what is new there. Folded, it is a strip of icons. */
export function Sidebar() {
  if (useIsSidebarFolded()) return <FoldedSidebar />;
  return (
    <nav data-sidebar aria-label={texts.shell.workspace} className="flex w-62 shrink-0 flex-col px-2 py-2">
      <div className="mb-2 flex items-center gap-1">
        <WorkspaceMenu />
        <FoldButton label={texts.shell.foldSidebar} />
      </div>
      <SidebarLinks />
      <UserMenu />
    </nav>
  );
}

const FoldButton = ({ label }: { label: string }) => (
  <IconButton label={label} keys="Mod+\\" side="right" className="shrink-0" onClick={toggleSidebar}>
    <Icon of={PanelLeft} />
  </IconButton>
);

function FoldedSidebar() {
  const { total, isMore, loud } = useNews();
  return (
    <nav
      data-sidebar
      aria-label={texts.shell.workspace}
      className="flex w-12 shrink-0 flex-col items-center gap-1 py-2.5"
    >
      <span className="relative">
        <FoldButton label={texts.shell.unfoldSidebar} />
        {total > 0 && (
          <span className="pointer-events-none absolute -top-1 -right-1">
            <Count count={total} isMore={isMore} isLoud={loud > 0} />
          </span>
        )}
      </span>
      <IconButton label={texts.shell.jumpTo} keys="Mod+K" side="right" onClick={() => openOverlay("palette")}>
        <Icon of={Search} />
      </IconButton>
      {LINKS.map(({ id, icon, to }) => (
        <Tooltip key={id} label={labelOf(id)} side="right">
          <NavLink
            to={to}
            aria-label={labelOf(id)}
            className={({ isActive }) =>
              clsx(
                "row-focus grid size-8 place-items-center rounded-control touch:size-11",
                isActive ? "bg-bg-active text-text" : "text-text-muted hover:bg-bg-hover",
              )
            }
          >
            <Icon of={icon} />
          </NavLink>
        </Tooltip>
      ))}
    </nav>
  );
}

const LINK =
  "row-focus flex h-7 items-center gap-2 rounded-control px-2 touch:h-11 [&>svg]:shrink-0 [&>svg]:text-text-muted";

/** Everything between the two menus; on a phone it is a page of its own. */
export function SidebarLinks() {
  const link = ({ isActive }: { isActive: boolean }) =>
    clsx(LINK, isActive ? "bg-bg-active text-text" : "text-text-muted hover:bg-bg-hover");
  return (
    <div className="-mx-2 mt-1 min-h-0 flex-1 overflow-y-auto px-2 pb-4">
      <button
        type="button"
        className={clsx(LINK, "w-full border bg-bg-raised text-text-muted shadow-near hover:text-text")}
        onClick={() => openOverlay("palette")}
      >
        <Icon of={Search} size={15} />
        <span className="flex-1 text-left">{texts.shell.jumpTo}</span>
        <Keys combo="Mod+K" />
      </button>
      <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-px">
        {LINKS.map(({ id, icon, to }) => (
          <li key={id}>
            <NavLink to={to} draggable={false} className={link}>
              <Icon of={icon} size={15} />
              <span className="flex-1">{labelOf(id)}</span>
              {id === "myTasks" && <NewTasks />}
              {id === "drafts" && <Waiting />}
              {id === "inbox" && <InInbox />}
              {id === "threads" && <NewThreads />}
            </NavLink>
          </li>
        ))}
      </ul>
      <ChannelSections channelMenu={<ChannelMenu />} onNewDirect={() => openOverlay("newDirect")} />
    </div>
  );
}

/** How much in the inbox I have not seen. */
function InInbox() {
  const count = useNoticeCount();
  return count > 0 && <Count count={count} isLoud />;
}

/** How many threads have something new for me. */
function NewThreads() {
  const count = useUnreadThreads();
  return count > 0 && <Count count={count} />;
}

/** How many tasks others made mine that I have not opened. */
function NewTasks() {
  const { taskCount } = useUnseen();
  if (taskCount === 0) return null;
  return (
    <>
      <Count count={taskCount} isLoud />
      <span className="sr-only">{texts.shell.newTasks}</span>
    </>
  );
}

function Waiting() {
  const { reminders, scheduled } = useWaiting();
  const count = reminders + scheduled;
  return count > 0 && <Count count={count} isLoud />;
}

const ChannelItems = lazyItems(({ ChannelItems }) => ChannelItems);
const ChannelMenu = () => (
  <Menu align="end" trigger={<AddButton label={texts.shell.addAChannel} />}>
    <ChannelItems />
  </Menu>
);
