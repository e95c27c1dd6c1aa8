import { clsx } from "clsx";
import { useId, type ComponentProps, type ReactNode } from "react";
import { texts } from "@/texts";

export const INPUT =
  "block w-full rounded-control border border-control-line/60 bg-bg px-2.5 text-base text-text shadow-near transition-colors outline-none hover:border-control-line focus:border-accent-text focus:ring-2 focus:ring-accent-line/50 aria-invalid:border-danger disabled:opacity-60";

type FieldProps = { label: string; hint?: ReactNode; error?: string | undefined; isOptional?: boolean };

type TextFieldProps = FieldProps & ComponentProps<"input">;

export function TextField({ label, hint, error, isOptional, className, ...rest }: TextFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={clsx("grid gap-1.5", className)}>
      <Label id={id} label={label} isOptional={isOptional} />
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? noteId : undefined}
        dir="auto"
        className={clsx(INPUT, "h-9 touch:h-11 touch:text-[16px]")}
        {...rest}
      />
      <Note id={noteId} hint={hint} error={error} />
    </div>
  );
}

type TextAreaProps = FieldProps & ComponentProps<"textarea">;

export function TextAreaField({ label, hint, error, isOptional, className, ...rest }: TextAreaProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={clsx("grid gap-1.5", className)}>
      <Label id={id} label={label} isOptional={isOptional} />
      <textarea
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? noteId : undefined}
        dir="auto"
        className={clsx(INPUT, "min-h-18 resize-none py-2 [field-sizing:content] touch:text-[16px]")}
        {...rest}
      />
      <Note id={noteId} hint={hint} error={error} />
    </div>
  );
}

type CheckFieldProps = {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

export function CheckField({ label, hint, checked, onChange }: CheckFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className="grid justify-items-start gap-0.5">
      <label className="flex items-center gap-2.5 text-small font-medium touch:min-h-11">
        <input
          type="checkbox"
          className="size-4 accent-(--accent)"
          checked={checked}
          aria-describedby={hint ? noteId : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      <div className="pl-6.5 touch:-mt-2">
        <Note id={noteId} hint={hint} error={undefined} />
      </div>
    </div>
  );
}

type RadioFieldsProps<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: string; hint: string }[];
  onChange: (value: T) => void;
};

/** One choice out of a few, each with what it means. */
export function RadioFields<T extends string>({ label, value, options, onChange }: RadioFieldsProps<T>) {
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-small font-medium">{label}</legend>
      {options.map((option) => (
        <div key={option.value} className="grid justify-items-start gap-0.5">
          <label className="flex items-center gap-2.5 text-small touch:min-h-11">
            <input
              type="radio"
              name={id}
              className="size-4 accent-(--accent)"
              checked={option.value === value}
              aria-describedby={`${id}-${option.value}`}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
          <div className="pl-6.5 touch:-mt-2">
            <Note id={`${id}-${option.value}`} hint={option.hint} error={undefined} />
          </div>
        </div>
      ))}
    </fieldset>
  );
}

function Label({ id, label, isOptional }: { id: string; label: string; isOptional: boolean | undefined }) {
  return (
    <label htmlFor={id} className="flex items-baseline justify-between text-small font-medium">
      {label}
      {isOptional && <span className="text-meta font-normal text-text-muted">{texts.ui.optional}</span>}
    </label>
  );
}

function Note({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  if (error) {
    return (
      <p id={id} role="alert" className="text-small text-danger">
        {error}
      </p>
    );
  }
  return hint ? (
    <p id={id} className="text-meta text-text-muted">
      {hint}
    </p>
  ) : null;
}
