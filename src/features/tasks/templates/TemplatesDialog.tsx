import { LIMITS } from "@convex/shared/limits";
import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ChannelId } from "@/features/channels";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { Menu, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { NameField } from "@/ui/form/NameField";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LoadingLines } from "@/ui/Skeleton";
import { useTemplateActions, useTemplates, type Template } from "./useTemplates";

type Props = { channelId: ChannelId | undefined; onClose: () => void };

/** The templates of a board and of the workspace: their names and their order. */
export default function TemplatesDialog({ channelId, onClose }: Props) {
  const templates = useTemplates(channelId);
  const [doomed, setDoomed] = useState<Template>();
  if (doomed) return <RemoveTemplate template={doomed} onClose={() => setDoomed(undefined)} />;
  const own = templates?.filter((one) => one.channelId !== undefined) ?? [];
  const shared = templates?.filter((one) => one.channelId === undefined) ?? [];
  return (
    <Dialog
      title={texts.templates.templates}
      description={texts.templates.about}
      width="medium"
      onClose={onClose}
    >
      {templates === undefined && <LoadingLines label={texts.templates.loading} />}
      {templates?.length === 0 && <p className="mt-3 text-text-muted">{texts.templates.none}</p>}
      <div className="mt-3 grid gap-5">
        <Group title={texts.templates.ofBoard} templates={own} onRemove={setDoomed} />
        <Group title={texts.templates.ofWorkspace} templates={shared} onRemove={setDoomed} />
      </div>
    </Dialog>
  );
}

type GroupProps = {
  title: string;
  templates: readonly Template[];
  onRemove: (template: Template) => void;
};

function Group({ title, templates, onRemove }: GroupProps) {
  if (templates.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-small font-medium text-text-muted">{title}</h3>
      <ul className="grid gap-1">
        {templates.map((template, i) => (
          <TemplateRow
            key={template._id}
            template={template}
            before={templates[i - 1]}
            behind={templates[i + 1]}
            beyond={templates[i + 2]}
            onRemove={() => onRemove(template)}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = {
  template: Template;
  before: Template | undefined;
  behind: Template | undefined;
  beyond: Template | undefined;
  onRemove: () => void;
};

function TemplateRow({ template, before, behind, beyond, onRemove }: RowProps) {
  const { rename, move } = useTemplateActions();
  const { _id, name, title, subtasks, mayChange } = template;
  const place = (next: Template | undefined) => void reportRefusal(move(_id, next?._id));
  const says = texts.templates.says(title, subtasks.length);
  return (
    <li className="rounded-control border px-1 py-1">
      <div className="flex items-center gap-1">
        {mayChange ? (
          <NameField
            key={name}
            label={texts.templates.nameOf(name)}
            name={name}
            maxLength={LIMITS.templateName}
            onSave={(next) => void reportRefusal(rename(_id, next))}
          />
        ) : (
          <span dir="auto" className="min-w-0 flex-1 truncate px-2">
            {name}
          </span>
        )}
        {mayChange && (
          <Menu
            align="end"
            trigger={
              <IconButton label={texts.columns.more(name)} isSmall>
                <Icon of={Ellipsis} />
              </IconButton>
            }
          >
            <MenuItem icon={ArrowUp} isDisabled={!before} onSelect={() => place(before)}>
              {texts.board.keys.moveUp}
            </MenuItem>
            <MenuItem icon={ArrowDown} isDisabled={!behind} onSelect={() => place(beyond)}>
              {texts.board.keys.moveDown}
            </MenuItem>
            <MenuLine />
            <MenuItem icon={Trash2} isDanger onSelect={onRemove}>
              {texts.templates.remove}
            </MenuItem>
          </Menu>
        )}
      </div>
      <p dir="auto" className="truncate px-2 pb-1 text-small text-text-muted">
        {says}
      </p>
    </li>
  );
}

function RemoveTemplate({ template, onClose }: { template: Template; onClose: () => void }) {
  const { remove } = useTemplateActions();
  return (
    <Dialog title={texts.templates.removeTitle(template.name)} onClose={onClose}>
      <p className="mb-4 text-text-muted">{texts.templates.removeMeans}</p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            void reportRefusal(remove(template._id));
          }}
        >
          {texts.templates.remove}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
