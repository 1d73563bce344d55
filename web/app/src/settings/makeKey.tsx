// A key is made: what it is for, what it may, how long it lasts. Its secret is on the screen once.
import { Copy } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type Problem, REFUSED, useAct } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { Switch } from "../parts/choice.tsx";
import { Button } from "../parts/button.tsx";
import { copy } from "../parts/copy.ts";
import { Field, Pick } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Sheet } from "../parts/sheet.tsx";
import style from "./apiKeys.module.css";

/** It asks for the key itself, so that it answers once the list of keys, which is asked for next, holds it. */
const MAKE = graphql(
  `
    mutation CreateApiKey($input: CreateApiKeyInput!) {
      createApiKey(input: $input) {
        token
        position
        apiKey {
          id
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

/** What a key may, in one plain sentence each. */
export const SCOPES = {
  READ: { name: "Read", means: "Sees what you see: feeds, your pictures, live streams." },
  WRITE: { name: "Write", means: "Shares, likes, comments, follows and edits for you." },
  RENDER: { name: "Render", means: "Asks for pictures, and stops them." },
  MODERATE: { name: "Moderate", means: "Uses the role you have here, if you have one." },
} as const;
type Scope = keyof typeof SCOPES;
const ALL = Object.keys(SCOPES) as Scope[];

const DAY = 86_400_000;
const TERMS = [7, 30, 90, 365];

export function MakeKey({ open, onClose }: { open: boolean; onClose(): void }) {
  const [secret, setSecret] = useState<string | null>(null);
  function close() {
    setSecret(null);
    onClose();
  }
  return (
    <Sheet title={secret ? "Your key" : "Make a key"} open={open} onClose={close}>
      {secret ? <Secret text={secret} onClose={close} /> : <Form onMade={setSecret} />}
    </Sheet>
  );
}

function Form({ onMade }: { onMade(secret: string): void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["READ"]);
  const [days, setDays] = useState(90);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(MAKE);

  async function make(event: FormEvent) {
    event.preventDefault();
    const expiresAt = new Date(Date.now() + days * DAY).toISOString();
    const { payload, problem: refused } = await act({ name, scopes: [...scopes], expiresAt });
    setProblem(refused);
    if (payload?.token) onMade(payload.token);
  }

  return (
    <form className={style.form} onSubmit={(event) => void make(event)}>
      {problem && problem.field !== "name" && <Notice>{problem.message}</Notice>}
      <Field
        label="What is it for?"
        value={name}
        maxLength={64}
        placeholder="My bot"
        hint="Nobody else sees it."
        error={problem?.field === "name" ? problem.message : null}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className={style.scopes}>
        <legend>What it may do</legend>
        {ALL.map((scope) => (
          <Switch
            key={scope}
            {...SCOPES[scope]}
            on={scopes.includes(scope)}
            onChange={(on) => setScopes(ALL.filter((one) => (one === scope ? on : scopes.includes(one))))}
          />
        ))}
      </fieldset>
      <Pick label="Ends after" value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {TERMS.map((term) => (
          <option key={term} value={term}>
            {term} days
          </option>
        ))}
      </Pick>
      <Button type="submit" look="main" busy={busy} disabled={name.trim() === "" || scopes.length === 0}>
        Make the key
      </Button>
    </form>
  );
}

function Secret({ text, onClose }: { text: string; onClose(): void }) {
  return (
    <div className={style.form}>
      <p>Copy it now: it is shown this once. Whoever has it can do what you allowed it.</p>
      <code className={style.secret}>{text}</code>
      <div className={style.end}>
        <Button look="main" autoFocus icon={<Copy size={18} />} onClick={() => void copy(text, "Key")}>
          Copy
        </Button>
        <Button onClick={onClose}>Done</Button>
      </div>
    </div>
  );
}
