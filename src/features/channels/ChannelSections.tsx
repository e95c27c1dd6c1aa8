import type { Section } from "@convex/shared/chat/sidebar";
import { Plus } from "lucide-react";
import { lazy, Suspense, useRef, useState, type ComponentProps, type ReactNode } from "react";
import { useParams } from "react-router";
import { useUnseen } from "@/features/notices";
import { useMuted } from "@/features/ringing";
import { useDrafted, useMyId, usePeople, type People } from "@/features/users";
import { retryImport } from "@/lib/retryImport";
import { PENDING } from "@/lib/text";
import { texts } from "@/texts";
import { Settled, usePending } from "@/ui/Settled";
import { Bone, Loading } from "@/ui/Skeleton";
import { Tooltip } from "@/ui/floating/Tooltip";
import { Icon } from "@/ui/Icon";
import { channelTitle, type Channel } from "./channel";
import { ChannelRow } from "./sidebar/ChannelRow";
import type { MenuOf, MenuPlace } from "./sidebar/menuPlace";
import { SectionView } from "./sidebar/SectionView";
import { ordered, sectionOf, useSectionActions, useSections } from "./sidebar/useSections";
import { useIsCounting, useUnread, type Unread } from "./UnreadContext";
import { useChannels } from "./useChannels";

const SidebarMenu = lazy(
  retryImport(async () => ({ default: (await import("./sidebar/SidebarMenu")).SidebarMenu })),
);
const SidebarDrag = lazy(
  retryImport(async () => ({ default: (await import("./sidebar/SidebarDrag")).SidebarDrag })),
);

type Props = { onNavigate?: () => void; channelMenu: ReactNode; onNewDirect: () => void };
type Titled = { channel: Channel; title: string };
type OpenMenu = { of: MenuOf; place: MenuPlace };

/** Whether names of people in these titles are on their way. */
const hasUnnamed = (titled: readonly Titled[], people: Pick<People, "nameOf">): boolean =>
  titled.some(({ channel }) => channel.directMemberIds?.some((id) => people.nameOf(id) === PENDING));

/** My channels and conversations in my sections, with what is unread in them. */
export const ChannelSections = (props: Props) => (
  <Settled skeleton={<SectionsSkeleton />}>
    <Sections {...props} />
  </Settled>
);

function Sections({ onNavigate, channelMenu, onNewDirect }: Props) {
  const channels = useChannels();
  const sections = useSections();
  const { choose } = useSectionActions();
  const unread = useUnread();
  const unseen = useUnseen();
  const muted = useMuted();
  const drafted = useDrafted("message:");
  const people = usePeople();
  const meId = useMyId();
  const { channelId: openId } = useParams();
  const [menu, setMenu] = useState<OpenMenu>();
  const root = useRef<HTMLDivElement>(null);
  const titled = (channels ?? [])
    .filter((channel) => channel.archivedAt === undefined)
    .map((channel) => ({ channel, title: channelTitle(channel, people, meId) }));
  const isCounting = useIsCounting();
  // Their order follows from what is unread.
  usePending(!channels || !sections || !unread || isCounting || hasUnnamed(titled, people));
  if (!channels || !sections) return <SectionsSkeleton />;
  const latest = ({ channel }: Titled) => unread?.get(channel._id)?.lastMessageAt || channel._creationTime;
  const lists = sections.map((section) => ({
    section,
    rows: ordered(
      section,
      titled.filter(({ channel }) => sectionOf(sections, channel) === section.id),
      latest,
    ),
  }));
  const countsOf = (channel: Channel) => shownCounts(channel, unread?.get(channel._id), muted);
  const isKept = ({ channel }: Titled) =>
    channel._id === openId || unseen.channelIds.has(channel._id) || countsOf(channel).news > 0;
  const openMenu = (of: MenuOf, place: MenuPlace) => setMenu({ of, place });
  const row = ({ channel, title }: Titled) => {
    return (
      <ChannelRow
        key={channel._id}
        channel={channel}
        title={title}
        meId={meId}
        isNew={unseen.channelIds.has(channel._id)}
        hasDraft={channel._id !== openId && drafted.has(channel._id)}
        isMuted={muted.has(channel._id)}
        {...countsOf(channel)}
        onMenu={openMenu}
        {...(onNavigate && { onNavigate })}
      />
    );
  };
  return (
    <div ref={root}>
      {lists.map(
        ({ section, rows }) =>
          (section.id !== "favourites" || rows.length > 0) && (
            <SectionView
              key={section.id}
              section={section}
              action={actionOf(section, channelMenu, onNewDirect)}
              onFold={() => choose(section.id, { isFolded: !section.isFolded })}
              onMenu={openMenu}
            >
              <Shortened rows={rows} section={section} isKept={isKept} draw={row} />
              {rows.length === 0 && <Nothing section={section} onNewDirect={onNewDirect} />}
            </SectionView>
          ),
      )}
      <Suspense fallback={null}>
        <SidebarDrag root={root} lists={lists} />
        {menu && (
          <SidebarMenu
            key={JSON.stringify(menu.of)}
            {...menu}
            sections={sections}
            lists={lists}
            onClose={() => setMenu(undefined)}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Of what is muted only what is meant for its reader shows. */
function shownCounts({ _id, kind }: Channel, counts: Unread | undefined, muted: ReadonlySet<string>) {
  const { news = 0, isMore = false, mentions = 0 } = counts ?? {};
  if (muted.has(_id)) return { news: mentions, mentions, isMore: false };
  const isDirect = kind === "direct";
  return { news, mentions: isDirect ? news : mentions, isMore: isMore && (isDirect || mentions === 0) };
}

function actionOf({ id }: Section, channelMenu: ReactNode, onNewDirect: () => void): ReactNode {
  if (id === "channels") return channelMenu;
  return id === "people" && <AddButton label={texts.commands.labels.newDirect} onClick={onNewDirect} />;
}

function Nothing({ section, onNewDirect }: { section: Section; onNewDirect: () => void }) {
  if (section.isFolded) return null;
  if (section.name !== undefined)
    return <li className="px-2 py-1 text-small text-text-muted">{texts.sidebar.nothingHere}</li>;
  if (section.id !== "people") return null;
  return (
    <li>
      <button
        type="button"
        className="row-focus h-7 w-full rounded-control px-2 text-left text-small text-text-muted hover:bg-bg-hover touch:h-11"
        onClick={onNewDirect}
      >
        {texts.channels.startAConversation}
      </button>
    </li>
  );
}

const FEW = 25;

type ShortenedProps = {
  rows: readonly Titled[];
  section: Section;
  /** Shown however far down it is, and in a folded section: it is open, or new. */
  isKept: (row: Titled) => boolean;
  draw: (row: Titled) => ReactNode;
};

/** The first of a long list, with what is new among the rest, so that the next list is not far below. */
function Shortened({ rows, section: { isFolded, hidesRead }, isKept, draw }: ShortenedProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (isFolded || hidesRead) return rows.filter(isKept).map(draw);
  const shown = isWhole ? rows : rows.filter((row, i) => i < FEW || isKept(row));
  return (
    <>
      {shown.map(draw)}
      {rows.length > FEW && (
        <li>
          <button
            type="button"
            aria-expanded={isWhole}
            className="row-focus h-7 w-full rounded-control px-2 text-left text-small text-text-muted hover:bg-bg-hover touch:h-11"
            onClick={() => setIsWhole(!isWhole)}
          >
            {isWhole ? texts.ui.showFewer : texts.ui.showAll(rows.length)}
          </button>
        </li>
      )}
    </>
  );
}

export function AddButton({ label, ...rest }: { label: string } & ComponentProps<"button">) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        aria-label={label}
        className="grid size-6 place-items-center rounded-control text-text-muted hover:bg-bg-hover hover:text-text touch:size-11"
        {...rest}
      >
        <Icon of={Plus} size={14} />
      </button>
    </Tooltip>
  );
}

function SectionsSkeleton() {
  return (
    <Loading label={texts.channels.loadingChannels}>
      <div className="grid gap-4 px-2 pt-6">
        {["w-24", "w-32", "w-20", "w-28"].map((width) => (
          <Bone key={width} className={width} />
        ))}
      </div>
    </Loading>
  );
}
