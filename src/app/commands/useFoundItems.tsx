import { messagePath } from "@convex/shared/addresses";
import { Search } from "lucide-react";
import { useNavigate } from "react-router";
import { searchPath } from "@convex/shared/addresses";
import { useFirstMessages } from "@/features/search";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { plainLine } from "@convex/shared/markdown/plainText";
import type { PaletteItem } from "./paletteItem";

/** The first of all messages that the text finds. */
export function useMessageItems(text: string): PaletteItem[] {
  const messages = useFirstMessages(text);
  const people = usePeople();
  const navigate = useNavigate();
  return messages.map(({ id, channelId, authorId, text: said }) => ({
    id: `message-${id}`,
    group: "messages",
    label: plainLine(said, people),
    leading: (
      <Avatar
        id={authorId}
        name={people.nameOf(authorId)}
        picture={people.get(authorId)?.picture}
        size={16}
      />
    ),
    hint: people.nameOf(authorId),
    isSearchOnly: true,
    isFound: true,
    run: () => void navigate(messagePath({ channelId, messageId: id })),
  }));
}

/** The way to all that the text finds. */
export function useSearchItem(text: string): PaletteItem[] {
  const navigate = useNavigate();
  if (text.trim() === "") return [];
  return [
    {
      id: "search-all",
      group: "search",
      label: texts.search.searchFor(text.trim()),
      leading: <Icon of={Search} className="text-text-muted" />,
      isSearchOnly: true,
      isLast: true,
      run: () => void navigate(searchPath(text.trim())),
    },
  ];
}
