// The one form for joining and for signing in. What is typed outlives its refusals and the change from one to the other.
import { type FormEvent, useState } from "react";
import type { Problem } from "../graph/act.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { store } from "../parts/store.ts";
import style from "./entry.module.css";
import { useEntering } from "./entering.ts";
import { PasswordField } from "./passwordField.tsx";

const typed = store({ handle: "", displayName: "" });

const SHORTEST_PASSWORD = 8;
const FIELDS = ["handle", "displayName", "password"];

export function EntryForm({ joining, onDone }: { joining: boolean; onDone(): void }) {
  const { handle, displayName } = typed.use();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const { enter, busy } = useEntering();
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const missing = lacking(handle, password, joining);
    const name = displayName.trim() || handle;
    const found = missing ?? (await enter({ handle, password, ...(joining && { displayName: name }) }));
    setProblem(found);
    if (found) return;
    typed.set({ handle: "", displayName: "" });
    onDone();
  }

  return (
    <form className={style.form} onSubmit={(event) => void submit(event)} noValidate>
      {problem && !FIELDS.includes(problem.field ?? "") && <Notice>{problem.message}</Notice>}
      <Field
        label="Handle"
        name="handle"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={handle}
        onChange={(event) => typed.set({ displayName, handle: event.target.value.trim().toLowerCase() })}
        hint={joining ? "3 to 24 of a–z, 0–9 and _. It is your address here, for good." : undefined}
        error={errorOf("handle")}
      />
      {joining && (
        <Field
          label="Name"
          name="name"
          autoComplete="name"
          maxLength={64}
          value={displayName}
          onChange={(event) => typed.set({ handle, displayName: event.target.value })}
          hint="What others read beside your pictures; your handle, if you leave it empty."
          error={errorOf("displayName")}
        />
      )}
      <PasswordField
        value={password}
        onChange={setPassword}
        fresh={joining}
        hint={joining ? `At least ${SHORTEST_PASSWORD} characters. It cannot be sent to you again.` : undefined}
        error={errorOf("password")}
      />
      <Button type="submit" look="main" busy={busy}>
        {joining ? "Join" : "Sign in"}
      </Button>
    </form>
  );
}

function lacking(handle: string, password: string, joining: boolean): Problem | null {
  const invalid = (field: string, message: string) => ({ code: "INVALID", field, message });
  if (!handle) return invalid("handle", joining ? "Choose a handle." : "Say who you are: your handle.");
  if (!password) return invalid("password", joining ? "Choose a password." : "Your password is needed too.");
  if (joining && password.length < SHORTEST_PASSWORD)
    return invalid("password", `This password has ${password.length} characters; ${SHORTEST_PASSWORD} are the least.`);
  return null;
}
