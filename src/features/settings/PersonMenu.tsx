import { Ellipsis, ImageOff, Shield, ShieldOff, UserX } from "lucide-react";
import { useOnlyAdmin, type Person } from "@/features/users";
import { texts } from "@/texts";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { usePersonActions } from "./usePersonActions";
import { Icon } from "@/ui/Icon";

type Props = { person: Person; isMe: boolean; onDeactivate: () => void; onRemovePicture: () => void };

/** What an admin can do about a member. One's own account is for another admin to deactivate. */
export function PersonMenu({ person, isMe, onDeactivate, onRemovePicture }: Props) {
  const { setRole } = usePersonActions();
  const isOnlyAdmin = useOnlyAdmin() === person.id;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={texts.settings.changePerson(person.name)} isSmall>
          <Icon of={Ellipsis} />
        </IconButton>
      }
    >
      {person.isAdmin ? (
        <MenuItem
          icon={ShieldOff}
          isDisabled={isOnlyAdmin}
          {...(isOnlyAdmin && { hint: texts.settings.onlyAdmin })}
          onSelect={() => void setRole(person, "member")}
        >
          {isMe ? texts.settings.stepDownAsAdmin : texts.settings.makeMember}
        </MenuItem>
      ) : (
        <MenuItem icon={Shield} onSelect={() => void setRole(person, "admin")}>
          {texts.settings.makeAdmin}
        </MenuItem>
      )}
      {person.picture !== undefined && (
        <MenuItem icon={ImageOff} onSelect={onRemovePicture}>
          {texts.settings.removePictureOf}
        </MenuItem>
      )}
      {!isMe && <MenuLine />}
      {!isMe && (
        <MenuItem icon={UserX} isDanger onSelect={onDeactivate}>
          {texts.settings.deactivateAsk}
        </MenuItem>
      )}
    </Menu>
  );
}
