import { focusOnMount } from "@/lib/focusOnMount";
import { TextField } from "@/ui/form/Field";

/** Where somebody who has an account begins. */
export const EmailField = () => (
  <TextField label="Email" name="email" type="email" autoComplete="username" required ref={focusOnMount} />
);
