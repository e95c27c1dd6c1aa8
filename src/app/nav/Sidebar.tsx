import { clsx } from "clsx";
import { Search } from "lucide-react";
import { NavLink } from "react-router";
import { AddButton, ChannelSections } from "@/features/channels";
import { useUnseen } from "@/features/notices";
import { Count } from "@/ui/Count";
import { Keys } from "@/ui/Keys";
import { Menu } from "@/ui/floating/Menu";
import { CommandItem } from "../commands/CommandItem";
import { LINKS } from "../commands/commands";
import { openOverlay } from "../commands/overlays";
import { UserMenu } from "./UserMenu";
import { WorkspaceMenu } from "./WorkspaceMenu";
import { Icon } from "@/ui/Icon";

/** The left column: where to go, what is new there. */
export function Sidebar() {
  return (
    <nav aria-label="Workspace" className="flex w-62 shrink-0 flex-col px-2 py-2">
      <WorkspaceMenu />
      <SidebarLinks />
      <UserMenu />
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
        <span className="flex-1 text-left">Jump to…</span>
        <Keys combo="Mod+K" />
      </button>
      <ul className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-px">
        {LINKS.map(({ id, label, icon, to }) => (
          <li key={id}>
            <NavLink to={to} draggable={false} className={link}>
              <Icon of={icon} size={15} />
              <span className="flex-1">{label}</span>
              {id === "myTasks" && <NewTasks />}
            </NavLink>
          </li>
        ))}
      </ul>
      <ChannelSections channelMenu={<ChannelMenu />} onNewDirect={() => openOverlay("newDirect")} />
    </div>
  );
}

/** How many tasks others made mine that I have not opened. */
function NewTasks() {
  const { taskCount } = useUnseen();
  if (taskCount === 0) return null;
  return (
    <>
      <Count count={taskCount} isLoud />
      <span className="sr-only">new</span>
    </>
  );
}

const ChannelMenu = () => (
  <Menu align="end" trigger={<AddButton label="Add a channel" />}>
    <CommandItem id="createChannel" />
    <CommandItem id="browse" />
  </Menu>
);
