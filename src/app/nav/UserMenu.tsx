import { CircleDashed, CircleDot, Monitor, Moon, Sun } from "lucide-react";
import { Suspense } from "react";
import { PresentAvatar, StatusMark, useMyChoices } from "@/features/presence";
import { PauseItems } from "@/features/ringing";
import { useMe } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { setTheme, useTheme, type Theme } from "@/platform/theme";
import { texts } from "@/texts";
import { Menu, MenuChoice, MenuItem, MenuLine, SubMenu } from "@/ui/floating/Menu";
import { CommandItem } from "../commands/CommandItem";
import { Icon } from "@/ui/Icon";

const THEMES: readonly { value: Theme; icon: typeof Sun }[] = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
];

export function UserMenu() {
  const me = useMe();
  const theme = useTheme();
  if (!me) return null;
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          aria-label={texts.shell.userMenu(me.name)}
          className="row-focus flex h-10 w-full items-center gap-2 rounded-control px-2 hover:bg-bg-hover data-[state=open]:bg-bg-active"
        >
          <PresentAvatar id={me._id} name={me.name} picture={me.picture} size={24} />
          <span className="min-w-0 truncate font-medium">{me.name}</span>
          <StatusMark person={me} />
        </button>
      }
    >
      <CommandItem id="status" />
      <AwayItem />
      <Suspense fallback={null}>
        <PauseItems />
      </Suspense>
      <MenuLine />
      <CommandItem id="settings" />
      <SubMenu icon={Moon} label={texts.ui.theme}>
        {THEMES.map(({ value, icon }) => (
          <MenuChoice
            key={value}
            isChosen={value === theme}
            leading={<Icon of={icon} className="text-text-muted" />}
            onSelect={() => setTheme(value)}
          >
            {texts.ui.themes[value]}
          </MenuChoice>
        ))}
      </SubMenu>
      <MenuLine />
      <CommandItem id="signOut" />
    </Menu>
  );
}

function AwayItem() {
  const { choices, choose } = useMyChoices();
  if (!choices) return null;
  const { isAway } = choices;
  return (
    <MenuItem
      icon={isAway ? CircleDot : CircleDashed}
      onSelect={() => void reportRefusal(choose({ isAway: !isAway }))}
    >
      {isAway ? texts.presence.comeBack : texts.presence.goAway}
    </MenuItem>
  );
}
