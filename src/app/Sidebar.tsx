import { clsx } from "clsx";
import { ChartColumn, ListTodo, Search, SquareKanban, Sunrise } from "lucide-react";
import { NavLink, useNavigate } from "react-router";
import { AddButton, ChannelSections } from "@/features/channels";
import { Keys } from "@/ui/Keys";
import { Menu, MenuItem } from "@/ui/Menu";
import { openOverlay } from "./overlays";
import { UserMenu } from "./UserMenu";
import { WorkspaceMenu } from "./WorkspaceMenu";

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
        <Search size={15} strokeWidth={1.75} aria-hidden />
        <span className="flex-1 text-left">Jump to…</span>
        <Keys combo="Mod+K" />
      </button>
      <ul className="mt-2 grid gap-px">
        <li>
          <NavLink to="/board" draggable={false} className={link}>
            <SquareKanban size={15} strokeWidth={1.75} aria-hidden />
            Board
          </NavLink>
        </li>
        <li>
          <NavLink to="/my-tasks" draggable={false} className={link}>
            <ListTodo size={15} strokeWidth={1.75} aria-hidden />
            My tasks
          </NavLink>
        </li>
        <li>
          <NavLink to="/digest" draggable={false} className={link}>
            <Sunrise size={15} strokeWidth={1.75} aria-hidden />
            Today
          </NavLink>
        </li>
        <li>
          <NavLink to="/report" draggable={false} className={link}>
            <ChartColumn size={15} strokeWidth={1.75} aria-hidden />
            Weekly report
          </NavLink>
        </li>
      </ul>
      <ChannelSections channelMenu={<ChannelMenu />} onNewDirect={() => openOverlay("newDirect")} />
    </div>
  );
}

function ChannelMenu() {
  const navigate = useNavigate();
  return (
    <Menu align="end" trigger={<AddButton label="Add a channel" />}>
      <MenuItem onSelect={() => openOverlay("createChannel")}>New channel</MenuItem>
      <MenuItem onSelect={() => void navigate("/browse")}>Browse channels</MenuItem>
    </Menu>
  );
}
