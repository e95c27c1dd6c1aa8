import { CircleDashed, CircleDot, Monitor, Moon, Sun } from "lucide-react";
import { Suspense } from "react";
import { useMyChoices } from "@/features/presence";
import { PauseItems } from "@/features/ringing";
import { reportRefusal } from "@/platform/reportRefusal";
import { setTheme, useTheme, type Theme } from "@/platform/theme";
import { texts } from "@/texts";
import { MenuChoice, MenuItem, MenuLine, SubMenu } from "@/ui/floating/Menu";
import { CommandItem } from "../commands/CommandItem";
import { Icon } from "@/ui/Icon";

const THEMES: readonly { value: Theme; icon: typeof Sun }[] = [
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
  { value: "system", icon: Monitor },
];

/** What the menu of one's own name holds. */
export function UserItems() {
  const theme = useTheme();
  return (
    <>
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
    </>
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

/** What the menu of the workspace's name holds. */
export function WorkspaceItems() {
  return (
    <>
      <CommandItem id="invite" />
      <CommandItem id="browse" />
      <CommandItem id="people" />
      <CommandItem id="files" />
      <CommandItem id="saved" />
      <CommandItem id="log" />
      <CommandItem id="emails" />
      <CommandItem id="crons" />
      <CommandItem id="ai" />
      <CommandItem id="server" />
      <MenuLine />
      <CommandItem id="settings" />
      <CommandItem id="shortcuts" />
    </>
  );
}

/** What the menu of the list of channels holds. */
export function ChannelItems() {
  return (
    <>
      <CommandItem id="createChannel" />
      <CommandItem id="browse" />
    </>
  );
}
