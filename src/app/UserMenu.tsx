import { LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useMe } from "@/features/users";
import { useSignOut } from "@/platform/auth/signOut";
import { tell } from "@/platform/tell";
import { setTheme, useTheme, type Theme } from "@/platform/theme";
import { Avatar } from "@/ui/Avatar";
import { Menu, MenuChoice, MenuItem, MenuLine, SubMenu } from "@/ui/Menu";
import { openOverlay } from "./overlays";

const THEMES: readonly { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "Like the system", icon: Monitor },
];

export function UserMenu() {
  const me = useMe();
  const signOut = useSignOut();
  const theme = useTheme();
  if (!me) return null;
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          aria-label={`${me.name}, your menu`}
          className="row-focus flex h-10 w-full items-center gap-2 rounded-control px-2 hover:bg-bg-hover data-[state=open]:bg-bg-active"
        >
          <Avatar id={me._id} name={me.name} imageUrl={me.imageUrl} size={24} />
          <span className="min-w-0 truncate font-medium">{me.name}</span>
        </button>
      }
    >
      <MenuItem icon={Settings} keys="Mod+," onSelect={() => openOverlay("settings")}>
        Settings
      </MenuItem>
      <SubMenu icon={Moon} label="Theme">
        {THEMES.map(({ value, label, icon: Picture }) => (
          <MenuChoice
            key={value}
            isChosen={value === theme}
            picture={<Picture size={16} strokeWidth={1.75} aria-hidden className="text-text-muted" />}
            onSelect={() => setTheme(value)}
          >
            {label}
          </MenuChoice>
        ))}
      </SubMenu>
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={() => void tell(signOut())}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
