import { channelPath } from "@convex/shared/addresses";
import { homeOf, isBuiltIn, SECTION_SORTS, type Section } from "@convex/shared/chat/sidebar";
import { LIMITS } from "@convex/shared/limits";
import {
  ArrowDown,
  ArrowUp,
  Bell,
  CheckCheck,
  FolderInput,
  FolderPlus,
  Link2,
  PenLine,
  Star,
  StarOff,
  Trash2,
} from "lucide-react";
import { Suspense, useRef, useState } from "react";
import { ChannelRingItems } from "@/features/ringing";
import { NameDialog } from "@/features/users";
import { texts } from "@/texts";
import { copyLink } from "@/ui/floating/copyLink";
import { MenuChoice, MenuItem, MenuLabel, MenuLine, SubMenu } from "@/ui/floating/Menu";
import OpenMenu from "@/ui/floating/OpenMenu";
import { toast } from "@/ui/floating/toast";
import type { Channel, ChannelId } from "../channel";
import { useReadActions } from "../useReadActions";
import { reportRefusal } from "@/platform/reportRefusal";
import { useUnread } from "../UnreadContext";
import type { MenuOf, MenuPlace } from "./menuPlace";
import { sectionOf, sectionTitle, useSectionActions, type Sections } from "./useSections";

type Row = { channel: Channel; title: string };
export type List = { section: Section; rows: readonly Row[] };

type Props = {
  of: MenuOf;
  place: MenuPlace;
  sections: Sections;
  lists: readonly List[];
  onClose: () => void;
};

/** A new section, which takes a channel with it; or another name for one. */
type Naming = { sectionId?: string; name: string; channelId?: ChannelId };

/** The menu of a channel or of a section in the sidebar. */
export function SidebarMenu({ of, place, sections, lists, onClose }: Props) {
  const [naming, setNaming] = useState<Naming>();
  const { add, rename, place: put } = useSectionActions();
  const asked = useRef<Naming>(undefined);
  const name = (next: Naming) => {
    asked.current = next;
  };
  function close() {
    place.opener.focus();
    if (asked.current) setNaming(asked.current);
    else onClose();
  }
  const row = "channelId" in of ? findRow(lists, of.channelId) : undefined;
  const section = "sectionId" in of ? sections.find(({ id }) => id === of.sectionId) : undefined;
  if (naming)
    return (
      <NameDialog
        title={naming.sectionId === undefined ? texts.sidebar.newSectionTitle : texts.sidebar.renameSection}
        label={texts.sidebar.sectionName}
        submit={naming.sectionId === undefined ? texts.sidebar.createSection : texts.ui.save}
        maxLength={LIMITS.sectionName}
        name={naming.name}
        draft={`section:${naming.sectionId ?? "new"}`}
        onSave={async (text) => {
          if (naming.sectionId !== undefined) return await rename(naming.sectionId, text);
          const id = await add(text);
          if (naming.channelId) await put(naming.channelId, id);
        }}
        onClose={onClose}
      />
    );
  return (
    <OpenMenu
      align="start"
      side="bottom"
      isOpen
      onOpenChange={(next) => !next && close()}
      trigger={<span aria-hidden className="fixed" style={{ left: place.x, top: place.y }} />}
    >
      {row && <ChannelItems row={row} sections={sections} lists={lists} onName={name} />}
      {section && <SectionItems section={section} sections={sections} onName={name} />}
    </OpenMenu>
  );
}

function findRow(lists: readonly List[], channelId: string): Row | undefined {
  return lists.flatMap(({ rows }) => rows).find(({ channel }) => channel._id === channelId);
}

type ChannelItemsProps = {
  row: Row;
  sections: Sections;
  lists: readonly List[];
  onName: (naming: Naming) => void;
};

function ChannelItems({ row: { channel, title }, sections, lists, onName }: ChannelItemsProps) {
  const { place } = useSectionActions();
  const { markRead } = useReadActions();
  const unread = useUnread();
  const channelId = channel._id;
  const home = homeOf(channel.kind);
  const now = sectionOf(sections, channel);
  const own = sections.filter(({ id }) => id === home || !isBuiltIn(id));
  const isFavourite = now === "favourites";
  const isUnread = (unread?.get(channelId)?.news ?? 0) > 0;
  return (
    <>
      {isUnread && (
        <MenuItem icon={CheckCheck} onSelect={() => void reportRefusal(markRead(channelId))}>
          {texts.messages.markAsRead}
        </MenuItem>
      )}
      <MenuItem
        icon={isFavourite ? StarOff : Star}
        onSelect={() => void place(channelId, isFavourite ? undefined : "favourites")}
      >
        {isFavourite ? texts.sidebar.removeFromFavourites : texts.sidebar.addToFavourites}
      </MenuItem>
      <SubMenu icon={Bell} label={texts.ringing.notifications}>
        <Suspense fallback={null}>
          <ChannelRingItems channelId={channelId} />
        </Suspense>
      </SubMenu>
      <SubMenu icon={FolderInput} label={texts.sidebar.moveTo}>
        {own.map((section) => (
          <MenuChoice
            key={section.id}
            isChosen={section.id === now}
            onSelect={() => void place(channelId, section.id === home ? undefined : section.id)}
          >
            {sectionTitle(section)}
          </MenuChoice>
        ))}
        <MenuLine />
        <MenuItem icon={FolderPlus} onSelect={() => onName({ name: "", channelId })}>
          {texts.sidebar.newSection}
        </MenuItem>
      </SubMenu>
      <Neighbours
        channelId={channelId}
        title={title}
        list={lists.find(({ section }) => section.id === now)}
      />
      <MenuLine />
      <MenuItem icon={Link2} onSelect={() => void copyLink(channelPath(channelId))}>
        {texts.ui.copyLink}
      </MenuItem>
    </>
  );
}

type NeighboursProps = { channelId: ChannelId; title: string; list: List | undefined };

/** One place up or down: what dragging does, by keys. */
function Neighbours({ channelId, title, list }: NeighboursProps) {
  const { arrange } = useSectionActions();
  if (!list || list.rows.length < 2) return null;
  const ids = list.rows.map(({ channel }) => channel._id);
  const at = ids.indexOf(channelId);
  const to = (next: number) => () => {
    arrange(list.section.id, ids.toSpliced(at, 1).toSpliced(next, 0, channelId));
    toast.tell(texts.sidebar.moved(title, sectionTitle(list.section), next + 1, ids.length));
  };
  return (
    <>
      <MenuItem icon={ArrowUp} isDisabled={at === 0} onSelect={to(at - 1)}>
        {texts.sidebar.moveUp}
      </MenuItem>
      <MenuItem icon={ArrowDown} isDisabled={at === ids.length - 1} onSelect={to(at + 1)}>
        {texts.sidebar.moveDown}
      </MenuItem>
    </>
  );
}

type SectionItemsProps = { section: Section; sections: Sections; onName: (naming: Naming) => void };

function SectionItems({ section, sections, onName }: SectionItemsProps) {
  const { choose, move, remove } = useSectionActions();
  const { id, sort, hidesRead, name } = section;
  const at = sections.indexOf(section);
  const title = sectionTitle(section);
  const to = (next: number, beforeId: string | undefined) => () => {
    move(id, beforeId);
    toast.tell(texts.sidebar.sectionMoved(title, next + 1, sections.length));
  };
  return (
    <>
      <MenuLabel>{texts.sidebar.sortBy}</MenuLabel>
      {SECTION_SORTS.map((one) => (
        <MenuChoice key={one} isChosen={one === sort} onSelect={() => choose(id, { sort: one })}>
          {texts.sidebar.sorts[one]}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuChoice isChosen={hidesRead} onSelect={() => choose(id, { hidesRead: !hidesRead })}>
        {texts.sidebar.hideRead}
      </MenuChoice>
      <MenuLine />
      <MenuItem icon={ArrowUp} isDisabled={at === 0} onSelect={to(at - 1, sections[at - 1]?.id)}>
        {texts.sidebar.moveUp}
      </MenuItem>
      <MenuItem
        icon={ArrowDown}
        isDisabled={at === sections.length - 1}
        onSelect={to(at + 1, sections[at + 2]?.id)}
      >
        {texts.sidebar.moveDown}
      </MenuItem>
      <MenuItem icon={FolderPlus} onSelect={() => onName({ name: "" })}>
        {texts.sidebar.newSection}
      </MenuItem>
      {name !== undefined && (
        <>
          <MenuItem icon={PenLine} onSelect={() => onName({ sectionId: id, name })}>
            {texts.sidebar.rename}
          </MenuItem>
          <MenuItem
            icon={Trash2}
            isDanger
            onSelect={() => void remove(id).then(() => toast.tell(texts.sidebar.sectionRemoved(name)))}
          >
            {texts.sidebar.removeSection}
          </MenuItem>
        </>
      )}
    </>
  );
}
