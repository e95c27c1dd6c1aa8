import { PresentAvatar, StatusMark } from "@/features/presence";
import { useMe } from "@/features/users";
import { texts } from "@/texts";
import { Menu } from "@/ui/floating/Menu";
import { lazyItems } from "./lazyItems";

const Items = lazyItems(({ UserItems }) => UserItems);

export function UserMenu() {
  const me = useMe();
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
      <Items />
    </Menu>
  );
}
