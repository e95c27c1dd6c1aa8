import { ListPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ChannelId } from "@/features/channels";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { useTemplates, type Template } from "./useTemplates";

const TemplatesDialog = lazy(retryImport(() => import("./TemplatesDialog")));

type Props = {
  channelId: ChannelId | undefined;
  onPick: (template: Template) => void;
};

/** The templates of a board, for a new task that begins with one. */
export function TemplateMenu({ channelId, onPick }: Props) {
  const [isManaging, setIsManaging] = useState(false);
  return (
    <>
      <Menu
        align="end"
        side="top"
        trigger={
          <IconButton label={texts.templates.from}>
            <Icon of={ListPlus} />
          </IconButton>
        }
      >
        <Items channelId={channelId} onPick={onPick} onManage={() => setIsManaging(true)} />
      </Menu>
      {isManaging && (
        <Suspense>
          <TemplatesDialog channelId={channelId} onClose={() => setIsManaging(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Asked for once the menu is open. */
function Items({ channelId, onPick, onManage }: Props & { onManage: () => void }) {
  const templates = useTemplates(channelId);
  return (
    <>
      <MenuLabel>{texts.templates.from}</MenuLabel>
      {templates?.length === 0 && (
        <MenuItem isDisabled onSelect={() => undefined}>
          {texts.templates.noneShort}
        </MenuItem>
      )}
      {templates?.map((template) => (
        <MenuItem key={template._id} icon={ListPlus} onSelect={() => onPick(template)}>
          {template.name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onSelect={onManage}>{texts.templates.manage}</MenuItem>
    </>
  );
}
