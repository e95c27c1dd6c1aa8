import { isEmojiName } from "@convex/shared/emoji";
import { EMOJI_PICTURE } from "@convex/shared/files";
import { LIMITS } from "@convex/shared/limits";
import { ImagePlus } from "lucide-react";
import { useRef, useState, type FormEvent } from "react";
import { errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { toast } from "@/ui/floating/toast";
import { Icon } from "@/ui/Icon";
import { useOwnEmoji, type OwnEmoji } from "../useOwnEmoji";
import { asName, emojiImage, nameFrom, type EmojiImage } from "./emojiImage";
import { useChangeEmoji } from "./useEmojiSettings";

const KILOBYTES = LIMITS.imageBytes / 1024;

type Chosen = EmojiImage & { address: string };

/** An image, a name, and the emoji is everybody's. What was refused stays in the form. */
export function AddEmoji() {
  const own = useOwnEmoji();
  const { add } = useChangeEmoji();
  const [image, setImage] = useState<Chosen>();
  const [name, setName] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const problem = problemOf(name, own);

  async function choose(file: File) {
    const made = await emojiImage(file);
    if (made === null) toast.error(texts.ui.noPicture);
    else if (made === "tooLarge") toast.error(texts.emoji.tooLarge(KILOBYTES, EMOJI_PICTURE.animatedSide));
    else {
      if (image) URL.revokeObjectURL(image.address);
      setImage({ ...made, address: URL.createObjectURL(made.whole) });
      if (name === "") setName(nameFrom(file.name));
    }
  }

  async function save(chosen: Chosen) {
    setIsBusy(true);
    if (await add(name, chosen)) {
      toast.tell(texts.emoji.added(name));
      URL.revokeObjectURL(chosen.address);
      setImage(undefined);
      setName("");
    }
    setIsBusy(false);
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (image && name !== "" && !problem && !isBusy) void save(image);
  }

  return (
    <form
      aria-label={texts.emoji.add}
      className="grid gap-3 rounded-pane border bg-bg-sunken p-4"
      onSubmit={handleSubmit}
    >
      <ImageField address={image?.address} onChoose={(file) => void choose(file)} />
      <div className="flex items-start gap-3">
        <TextField
          label={texts.emoji.name}
          value={name}
          placeholder={texts.emoji.namePlaceholder}
          error={problem}
          {...(name !== "" && { hint: texts.emoji.typeIt(name) })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="min-w-0 flex-1"
          onChange={({ target }) => setName(asName(target.value))}
        />
        <Button
          type="submit"
          look="primary"
          className="mt-6 !h-9 touch:!h-11"
          disabled={!image || name === "" || problem !== undefined || isBusy}
        >
          {isBusy ? texts.emoji.adding : texts.emoji.addIt}
        </Button>
      </div>
    </form>
  );
}

/** Standard names are refused by the server, which knows all of them. */
function problemOf(name: string, own: OwnEmoji): string | undefined {
  if (name === "") return undefined;
  if (!isEmojiName(name)) return errorText("EMOJI_NAME_INVALID");
  return own.has(name) ? errorText("EMOJI_NAME_TAKEN") : undefined;
}

type ImageProps = { address: string | undefined; onChoose: (file: File) => void };

function ImageField({ address, onChoose }: ImageProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex items-center gap-4">
      <span className="grid size-14 shrink-0 place-items-center rounded-control border bg-bg">
        {address ? (
          <img src={address} alt="" className="size-10 object-contain" />
        ) : (
          <Icon of={ImagePlus} size={20} className="text-text-muted" />
        )}
      </span>
      <div className="grid justify-items-start gap-1">
        <input
          ref={input}
          type="file"
          hidden
          aria-label={texts.emoji.chooseImage}
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onChoose(file);
            event.target.value = "";
          }}
        />
        <Button onClick={() => input.current?.click()}>
          {address ? texts.emoji.changeImage : texts.emoji.chooseImage}
        </Button>
        <p className="text-meta text-text-muted">
          {texts.emoji.aboutImages(KILOBYTES, EMOJI_PICTURE.animatedSide)}
        </p>
      </div>
    </div>
  );
}
