// A formula is kept under a name, for everyone to rank by.
import { type FormEvent, useState } from "react";
import { type Problem, REFUSED, useAct } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { say } from "../parts/toasts.tsx";
import { askToSignIn } from "../people/signInSheet.tsx";
import { useViewer } from "../people/viewer.tsx";
import style from "./compare.module.css";

const DEFINE = graphql(
  `
    mutation DefineRanker($input: DefineRankerInput!) {
      defineRanker(input: $input) {
        ranker {
          name
        }
        position
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

export function KeepRanker({ formula, onKept }: { formula: string; onKept(name: string): void }) {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const viewer = useViewer();
  const { act, busy } = useAct(DEFINE);
  async function keep(event: FormEvent) {
    event.preventDefault();
    if (!viewer && !(await askToSignIn("Join to keep a ranker."))) return;
    const { payload, problem: refused } = await act({ name, formula });
    setProblem(refused);
    const kept = payload?.ranker?.name;
    if (!kept) return;
    say(`Kept as ${kept}, for everyone to rank by.`);
    onKept(kept);
  }
  return (
    <form className={style.keep} onSubmit={(event) => void keep(event)}>
      <Field
        label="Keep it as"
        value={name}
        maxLength={40}
        autoCapitalize="off"
        placeholder="quick-likes"
        error={problem?.message}
        onChange={(event) => setName(event.target.value.toLowerCase())}
      />
      <Button type="submit" busy={busy} disabled={name === ""}>
        Keep
      </Button>
    </form>
  );
}
