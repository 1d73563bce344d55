import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";

interface Props {
  value: string;
  onChange(value: string): void;
  /** Whether it is chosen now, for password managers. */
  fresh: boolean;
  hint?: string | undefined;
  error?: string | null | undefined;
}

/** A password, which can be looked at while it is typed. */
export function PasswordField({ value, onChange, fresh, hint, error }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      label="Password"
      name="password"
      type={shown ? "text" : "password"}
      autoComplete={fresh ? "new-password" : "current-password"}
      autoCapitalize="none"
      spellCheck={false}
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
      hint={hint}
      error={error}
      end={
        <Button
          look="quiet"
          aria-label="Show password"
          aria-pressed={shown}
          icon={shown ? <EyeOff size={18} /> : <Eye size={18} />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
