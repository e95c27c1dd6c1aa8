import { ImageOff, X } from "lucide-react";
import { useState } from "react";
import { useFileUrl } from "@/features/files";
import { safeUrl } from "@/lib/safeUrl";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton, OVER_A_CORNER } from "@/ui/IconButton";
import type { FeedMessage } from "../feed";
import type { MessageActions } from "../list/messageActions";

type Preview = FeedMessage["linkPreviews"][number];
type Props = {
  message: FeedMessage;
  actions: Pick<MessageActions, "myId" | "isAdmin" | "removePreview">;
};

/** What the links of a message lead to, as the server has seen it. All of it is text of somebody unknown. */
export function LinkPreviews({ message, actions }: Props) {
  const canRemove = message.authorId === actions.myId || actions.isAdmin;
  return (
    <ul aria-label={texts.messages.linkPreviews} className="my-1 grid max-w-150 gap-1.5">
      {message.linkPreviews.map((preview) => (
        <li key={preview._id} className="group/preview relative min-w-0 rounded-pane border bg-bg-raised">
          <Page preview={preview} message={message} />
          {canRemove && (
            <IconButton
              isSmall
              label={texts.messages.removePreview(preview.site)}
              className={`${OVER_A_CORNER} group-focus-within/preview:opacity-100 group-hover/preview:opacity-100`}
              onClick={() => actions.removePreview(message, preview.url)}
            >
              <Icon of={X} size={14} />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function Page({ preview, message }: { preview: Preview; message: FeedMessage }) {
  const { url, site, title, description, hasPicture } = preview;
  return (
    <a
      href={safeUrl(url)}
      target="_blank"
      rel="noopener noreferrer nofollow"
      draggable={false}
      className="row-focus flex min-w-0 gap-3 rounded-pane p-3 hover:bg-bg-hover"
    >
      <span className="grid min-w-0 flex-1 content-start gap-0.5">
        <bdi className="block truncate pe-8 text-meta text-text-muted">{site}</bdi>
        <bdi className="line-clamp-2 text-base font-medium [overflow-wrap:anywhere]">{title}</bdi>
        {description !== undefined && (
          <bdi className="line-clamp-2 text-small [overflow-wrap:anywhere] text-text-muted">
            {description}
          </bdi>
        )}
      </span>
      {hasPicture && <Picture id={preview._id} messageId={message.id ?? ""} />}
    </a>
  );
}

/** Its place is as large before it has loaded as after, and where it never does. */
function Picture({ id, messageId }: { id: string; messageId: string }) {
  const urlOf = useFileUrl();
  const [isBroken, setIsBroken] = useState(false);
  const url = urlOf(id, { messageId });
  return (
    <span className="grid size-18 shrink-0 place-items-center overflow-hidden rounded-control bg-bg-active text-text-muted">
      {url && !isBroken && (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className="size-full object-cover"
          onError={() => setIsBroken(true)}
        />
      )}
      {isBroken && <Icon of={ImageOff} size={16} />}
    </span>
  );
}
