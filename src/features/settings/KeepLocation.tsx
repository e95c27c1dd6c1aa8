import { setKeepsPhotoNotes, useKeepsPhotoNotes } from "@/platform/files/photoNotes";
import { texts } from "@/texts";
import { CheckField } from "@/ui/form/Field";

export const KeepLocation = () => (
  <CheckField
    label={texts.settings.keepLocation}
    hint={texts.settings.keepLocationHint}
    checked={useKeepsPhotoNotes()}
    onChange={setKeepsPhotoNotes}
  />
);
