import { clsx } from "clsx";
import { useRef, type ReactNode } from "react";
import { Link } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { texts } from "@/texts";
import type { Folders, Place } from "./folder";
import { useFilesAddress } from "./useFilesAddress";
import { useFilingDrop } from "./useFilingDrag";

type Props = {
  folders: Folders;
  place: Place;
  /** What is open in the folder. */
  current?: ReactNode;
};

/** The way down to what is open: each step leads there, and takes what is dropped on it. */
export function FolderPath({ folders, place, current }: Props) {
  const path = folders.path(place);
  const last = current === undefined ? path.at(-1) : undefined;
  return (
    <nav aria-label={texts.folders.path} className="flex min-w-0 flex-wrap items-center gap-x-1 text-small">
      <Step place={undefined} name={texts.files.files} folders={folders} isCurrent={false} />
      {path.map((folder) => (
        <Step
          key={folder._id}
          place={folder._id}
          name={folder.name}
          folders={folders}
          isCurrent={folder === last}
        />
      ))}
      {current !== undefined && (
        <>
          <Divider />
          <span aria-current="page" dir="auto" className="max-w-60 truncate px-1.5 font-medium">
            {current}
          </span>
        </>
      )}
    </nav>
  );
}

const Divider = () => (
  <span aria-hidden className="text-text-muted rtl:-scale-x-100">
    ›
  </span>
);

type StepProps = { place: Place; name: string; folders: Folders; isCurrent: boolean };

function Step({ place, name, folders, isCurrent }: StepProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const address = useFilesAddress();
  const isOver = useFilingDrop(link, place, folders, name);
  return (
    <>
      {place !== undefined && <Divider />}
      <Link
        ref={link}
        to={address.to(place === undefined ? {} : { folder: place })}
        state={KEEPS_VIEW}
        dir="auto"
        title={name}
        draggable={false}
        {...(isCurrent && { "aria-current": "page" })}
        className={clsx(
          "max-w-60 truncate rounded-control px-1.5 py-1 hover:bg-bg-hover touch:min-w-11 touch:py-3",
          isCurrent ? "font-medium text-text" : "text-text-muted",
          isOver && "bg-accent-soft text-accent-text",
        )}
      >
        {name}
      </Link>
    </>
  );
}

type WhereProps = { folders: Folders; place: Place };

/** Where a hit lies, with the way there. */
export function Where({ folders, place }: WhereProps) {
  const address = useFilesAddress();
  if (place === undefined) return null;
  const title = folders.title(place);
  if (title === "") return <p className="text-meta text-text-muted">{texts.folders.inDeleted}</p>;
  return (
    <p className="text-meta text-text-muted">
      <Link
        to={address.to({ folder: place })}
        state={KEEPS_VIEW}
        dir="auto"
        draggable={false}
        aria-label={texts.folders.openPlace(title)}
        className="inline-block max-w-full truncate py-1 align-top hover:underline touch:py-3"
      >
        {texts.folders.inPlace(title)}
      </Link>
    </p>
  );
}
