import { ChevronDown } from "lucide-react";
import { useWorkspace, WorkspaceLogo } from "@/features/workspace";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { Menu } from "@/ui/floating/Menu";
import { lazyItems } from "./lazyItems";

const Items = lazyItems(({ WorkspaceItems }) => WorkspaceItems);

export function WorkspaceMenu() {
  const { name } = useWorkspace() ?? { name: texts.ui.app };
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="row-focus flex h-9 touch:h-11 w-full min-w-0 items-center gap-2 rounded-control px-2 font-semibold hover:bg-bg-hover data-[state=open]:bg-bg-active"
        >
          <WorkspaceLogo size={20} />
          <span dir="auto" className="min-w-0 truncate" title={name}>
            {name}
          </span>
          <Icon of={ChevronDown} size={14} className="shrink-0 text-text-muted" />
        </button>
      }
    >
      <Items />
    </Menu>
  );
}
