import type { ProviderEventState } from "@convex/shared/providerEvents";
import { clsx } from "clsx";
import { Copy } from "lucide-react";
import { copyText } from "@/lib/copyText";
import { texts } from "@/texts";
import { clockTime, exactTime, shortAgo } from "@/texts/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { usePending } from "@/ui/Settled";
import { Bone, Loading } from "@/ui/Skeleton";
import { toast } from "@/ui/floating/toast";
import { Icon } from "@/ui/Icon";
import {
  useProviderEvents,
  useRetryProviderEvent,
  type Provider,
  type ProviderEvent,
} from "./useProviderEvents";

const LOOKS: Record<ProviderEventState, string> = {
  received: "bg-accent-soft text-accent-text",
  applied: "bg-ok-soft text-ok",
  failed: "bg-danger-soft text-danger",
  ignored: "bg-bg-active text-text-muted",
};

/** Who may tell this server something by themselves, and what they told. */
export function ProviderEvents() {
  const { sources, events } = useProviderEvents();
  usePending(!sources || !events);
  return (
    <section aria-labelledby="webhooks">
      <div className="px-4 pt-6 pb-2">
        <h2 id="webhooks" className="text-title font-semibold">
          {texts.providerEvents.webhooks}
        </h2>
        <p className="text-small text-text-muted">{texts.providerEvents.lead}</p>
      </div>
      {sources && events ? (
        <>
          <ul aria-label={texts.providerEvents.providers} className="@container border-t">
            {sources.map((source) => (
              <SourceRow key={source.source} source={source} />
            ))}
          </ul>
          {events.length > 0 && (
            <ul aria-label={texts.providerEvents.newestWebhooks}>
              {events.map((event) => (
                <EventRow key={event._id} event={event} />
              ))}
            </ul>
          )}
          {events.length === 0 && sources.some(({ isOn }) => isOn) && (
            <p className="px-4 py-3 text-small text-text-muted">{texts.providerEvents.noneYet}</p>
          )}
        </>
      ) : (
        <Loading label={texts.providerEvents.loadingWebhooks}>
          <div className="grid gap-5 p-6">
            {["w-80", "w-64", "w-72"].map((width) => (
              <Bone key={width} className={width} />
            ))}
          </div>
        </Loading>
      )}
    </section>
  );
}

function SourceRow({ source: { source, url, setting, isOn } }: { source: Provider }) {
  async function copy() {
    if (await copyText(url)) toast.tell(texts.providerEvents.addressCopied);
  }
  return (
    <li className="grid items-center gap-x-6 gap-y-1 border-b px-4 py-2.5 @2xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className={clsx(!isOn && "text-text-muted")}>
        <h3 className="font-medium">{texts.providerEvents.names[source]}</h3>
        <p className="text-small text-text-muted">{texts.providerEvents.about[source]}</p>
      </div>
      {isOn ? (
        <p className="flex min-w-0 items-center gap-1 font-mono text-meta">
          <span className="min-w-0 truncate" title={url}>
            {url}
          </span>
          <IconButton
            label={texts.providerEvents.copyAddress(texts.providerEvents.names[source])}
            isSmall
            onClick={() => void copy()}
          >
            <Icon of={Copy} size={14} />
          </IconButton>
        </p>
      ) : (
        <p className="text-small text-text-muted">
          {texts.providerEvents.isOff(<code className="font-mono text-meta">{setting}</code>)}
        </p>
      )}
    </li>
  );
}

function EventRow({ event }: { event: ProviderEvent }) {
  const now = useNow();
  const retry = useRetryProviderEvent();
  const isOpen = event.state === "failed" || event.state === "received";
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 border-b px-4 py-2">
      <span
        className={clsx(
          "justify-self-start rounded-full px-2 py-0.5 text-meta font-medium",
          LOOKS[event.state],
        )}
      >
        {texts.providerEvents.states[event.state]}
      </span>
      <span className="min-w-0 truncate">
        {texts.providerEvents.names[event.source]}{" "}
        <span className="font-mono text-meta text-text-muted">{event.type}</span>
      </span>
      <time
        dateTime={new Date(event._creationTime).toISOString()}
        title={exactTime(event._creationTime)}
        className="tabular text-right text-meta text-text-muted"
      >
        {shortAgo(event._creationTime, now)}
      </time>
      {isOpen && (
        <div className="col-start-2 col-end-4 flex max-wide:col-start-1 flex-wrap items-center justify-between gap-2">
          <p className="min-w-0 flex-1 text-small [overflow-wrap:anywhere] text-text-muted">
            {event.error && <span className="text-danger">{event.error} </span>}
            {event.tries > 0 && <>{texts.providerEvents.tries(event.tries)} </>}
            {event.retryAt !== undefined && texts.providerEvents.againAt(clockTime(event.retryAt))}
          </p>
          <Button size="small" onClick={() => void reportRefusal(retry(event._id))}>
            {texts.providerEvents.tryNow}
          </Button>
        </div>
      )}
    </li>
  );
}
