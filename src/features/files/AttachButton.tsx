import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";

type Props = { onFiles: (files: File[]) => void; isSmall?: boolean };

/** Chooses files; on a phone the camera is one of the ways. */
export function AttachButton({ onFiles, isSmall = false }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-attach=""
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again.
          target.value = "";
        }}
      />
      <IconButton label={texts.files.attach} isSmall={isSmall} onClick={() => input.current?.click()}>
        <Icon of={Paperclip} {...(isSmall && { size: 14 })} />
      </IconButton>
    </>
  );
}
