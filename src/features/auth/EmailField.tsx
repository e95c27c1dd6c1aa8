import { focusOnMount } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { TextField } from "@/ui/form/Field";

/** Where somebody who has an account begins. */
export const EmailField = () => (
  <TextField
    label={texts.auth.email}
    name="email"
    type="email"
    autoComplete="username"
    required
    ref={focusOnMount}
  />
);
