import { ChevronDown, Compass, Keyboard, Mail, Settings, Sparkles, Timer, UserPlus } from "lucide-react";
import { useNavigate } from "react-router";
import { useMe } from "@/features/users";
import { identityKind } from "@/platform/env";
import { Logo } from "@/ui/Logo";
import { Menu, MenuItem, MenuLine } from "@/ui/Menu";
import { openOverlay } from "./overlays";

export function WorkspaceMenu() {
  const navigate = useNavigate();
  const me = useMe();
  const isAdmin = me?.role === "admin";
  const canInvite = isAdmin && identityKind === "embedded";
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="row-focus mb-2 flex h-9 w-full items-center gap-2 rounded-control px-2 font-semibold hover:bg-bg-hover data-[state=open]:bg-bg-active"
        >
          <Logo size={20} />
          Tandem
          <ChevronDown size={14} strokeWidth={1.75} aria-hidden className="text-text-muted" />
        </button>
      }
    >
      {canInvite && (
        <MenuItem icon={UserPlus} onSelect={() => openOverlay("members")}>
          Invite people
        </MenuItem>
      )}
      <MenuItem icon={Compass} onSelect={() => void navigate("/browse")}>
        Browse channels
      </MenuItem>
      {isAdmin && (
        <MenuItem icon={Mail} onSelect={() => void navigate("/outbox")}>
          Outbox
        </MenuItem>
      )}
      {isAdmin && (
        <MenuItem icon={Timer} onSelect={() => void navigate("/crons")}>
          Scheduled work
        </MenuItem>
      )}
      {isAdmin && (
        <MenuItem icon={Sparkles} onSelect={() => void navigate("/ai")}>
          AI
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={Settings} keys="Mod+," onSelect={() => openOverlay("settings")}>
        Settings
      </MenuItem>
      <MenuItem icon={Keyboard} keys="?" onSelect={() => openOverlay("shortcuts")}>
        Keyboard shortcuts
      </MenuItem>
    </Menu>
  );
}
