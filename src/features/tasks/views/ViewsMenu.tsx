import type { Id } from "@convex/_generated/dataModel";
import { Bookmark, Plus, Settings, SquareKanban, Users } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { queryOf } from "../filter/filter";
import { useBoardFilter } from "../filter/useBoardFilter";
import type { BoardView } from "../list/useBoardView";
import { useViews, type SavedView } from "./useViews";

const SaveView = lazy(retryImport(async () => ({ default: (await import("./ViewDialogs")).SaveView })));
const ManageViews = lazy(retryImport(async () => ({ default: (await import("./ViewDialogs")).ManageViews })));

/** The board with all that is on it. */
const WHOLE = "view=board";

/** Those that one may delete, or let the board open with. */
const manageableOf = (views: readonly SavedView[], canArrange: boolean) =>
  views.filter(({ mayChange, isShared }) => mayChange || (isShared && canArrange));

type Props = { channelId: Id<"channels"> | undefined; view: BoardView; canShare: boolean };

/** Views of the board that are kept, and keeping the one on screen. */
export function ViewsMenu({ channelId, view, canShare }: Props) {
  const { views = [] } = useViews(channelId);
  const { filter, openView } = useBoardFilter(channelId);
  const [params] = useSearchParams();
  const [open, setOpen] = useState<"save" | "manage">();
  const query = queryOf(params, filter, view);
  const manageable = manageableOf(views, channelId !== undefined && canShare);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={texts.views.views}>
            <Icon of={Bookmark} />
          </IconButton>
        }
      >
        {views.length > 0 && <MenuLabel>{texts.views.views}</MenuLabel>}
        {views.length > 0 && (
          <MenuChoice
            isChosen={query === WHOLE}
            leading={<Icon of={SquareKanban} size={14} />}
            onSelect={() => openView(WHOLE)}
          >
            {texts.views.whole}
          </MenuChoice>
        )}
        {views.map((kept) => (
          <MenuChoice
            key={kept._id}
            isChosen={kept.query === query}
            leading={kept.isShared ? <Icon of={Users} size={14} /> : <Icon of={Bookmark} size={14} />}
            onSelect={() => openView(kept.query)}
          >
            {kept.isDefault ? texts.views.isDefault(kept.name) : kept.name}
          </MenuChoice>
        ))}
        {views.length > 0 && <MenuLine />}
        <MenuItem icon={Plus} onSelect={() => setOpen("save")}>
          {texts.views.save}
        </MenuItem>
        {manageable.length > 0 && (
          <MenuItem icon={Settings} onSelect={() => setOpen("manage")}>
            {texts.views.manage}
          </MenuItem>
        )}
      </Menu>
      <Suspense>
        {open === "save" && (
          <SaveView
            channelId={channelId}
            query={query}
            canShare={canShare}
            onClose={() => setOpen(undefined)}
          />
        )}
        {open === "manage" && (
          <ManageViews
            views={manageable}
            channelId={channelId}
            canArrange={canShare}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
