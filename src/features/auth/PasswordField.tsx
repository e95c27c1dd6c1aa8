import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { IconButton } from "@/ui/IconButton";
import { TextField } from "@/ui/form/Field";
import { Icon } from "@/ui/Icon";

type Props = { autoComplete: "current-password" | "new-password"; hint?: string; minLength?: number };

export function PasswordField({ autoComplete, hint, minLength }: Props) {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        label={texts.auth.password}
        name="password"
        type={isShown ? "text" : "password"}
        autoComplete={autoComplete}
        required
        hint={hint}
        {...(minLength && { minLength })}
      />
      <IconButton
        label={isShown ? texts.auth.hidePassword : texts.auth.showPassword}
        isSmall
        aria-pressed={isShown}
        className="absolute top-[28px] right-1 touch:top-[27px]"
        onClick={() => setIsShown(!isShown)}
      >
        <Icon of={isShown ? EyeOff : Eye} />
      </IconButton>
    </div>
  );
}
