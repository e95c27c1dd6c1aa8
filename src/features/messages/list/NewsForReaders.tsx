import { BEFORE_ALL } from "@convex/shared/unread";
import { useState } from "react";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { isAfter, type FeedMessage } from "../feed";
import { fromWire } from "../mentions";

type Props = {
  newest: FeedMessage | undefined;
  /** Whether the newest of the list is the newest there is. */
  isLive: boolean;
  myId: string;
};

/** Reads aloud what others write while the list is open, the first message of an empty one too. */
export function NewsForReaders({ newest, isLive, myId }: Props) {
  const people = usePeople();
  const [openedAt, setOpenedAt] = useState(newest?.commitTs ?? BEFORE_ALL);
  const [wasLive, setWasLive] = useState(isLive);
  // What comes in pages up to the newest message is no news.
  if (isLive !== wasLive) {
    setWasLive(isLive);
    setOpenedAt(newest?.commitTs ?? BEFORE_ALL);
  }
  const isNews = isLive && newest !== undefined && isAfter(newest, openedAt) && newest.authorId !== myId;
  // What is read aloud is read once, so it waits for the name.
  const author = people.get(newest?.authorId ?? myId);
  const nameOf = (id: string) => people.get(id)?.name;
  return (
    <p role="status" className="sr-only">
      {isNews && author && texts.messages.saidBy(author.name, fromWire(newest.text, nameOf).text)}
    </p>
  );
}
