import { type FormEvent, useState } from "react";
import { type Problem, useAct, REFUSED } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Area, Field } from "../parts/field.tsx";
import { useHere } from "../parts/here.ts";
import { Notice } from "../parts/notice.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { say } from "../parts/toasts.tsx";
import style from "./profile.module.css";

const EDIT = graphql(
  `
    mutation EditProfile($input: EditProfileInput!) {
      editProfile(input: $input) {
        position
        account {
          id
          displayName
          bio
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

interface Props {
  account: { displayName: string; bio: string };
  open: boolean;
  onClose(): void;
}

export function EditProfile({ account, open, onClose }: Props) {
  return (
    <Sheet title="Edit your profile" open={open} onClose={onClose}>
      <Form account={account} onClose={onClose} />
    </Sheet>
  );
}

function Form({ account, onClose }: Omit<Props, "open">) {
  const [displayName, setDisplayName] = useState(account.displayName);
  const [bio, setBio] = useState(account.bio);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(EDIT);
  const here = useHere();
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { problem: refused } = await act({ displayName, bio });
    setProblem(refused);
    if (refused) return;
    say("Your profile is changed.");
    if (here()) onClose();
  }

  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      {problem && !problem.field && <Notice>{problem.message}</Notice>}
      <Field
        label="Name"
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
        error={errorOf("displayName")}
      />
      <Area
        label="About you"
        hint={`Everyone reads it. ${bio.length} of 500 characters.`}
        value={bio}
        onChange={(event) => setBio(event.target.value)}
        error={errorOf("bio")}
      />
      <div className={style.end}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="main" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
