// What moderators decided on a thing, for who made it: what it does, by which rule, and why.
import { Scale } from "lucide-react";
import { Link } from "wouter";
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { type Kind, whatItDoes } from "../moderation/restrictions.ts";
import { Words } from "../parts/words.tsx";
import style from "./decided.module.css";

export const RESTRICTION = graphql(`
  fragment Restricted on Decision @_unmask {
    id
    kind
    label
    reason
    rule {
      code
      title
      text
    }
  }
`);

interface Props {
  kind: Kind;
  restrictions: readonly ResultOf<typeof RESTRICTION>[];
}

/** Nothing where nothing is restricted. */
export function Decided({ kind, restrictions }: Props) {
  if (restrictions.length === 0) return null;
  return (
    <aside className={style.decided} aria-label="Decided by moderators">
      <Scale size={18} aria-hidden="true" />
      <ul>
        {restrictions.map(({ id, kind: decided, label, reason, rule }) => (
          <li key={id}>
            <p>
              <b>{decided !== "RESTORE" && decided !== "DISMISS" && whatItDoes(decided, kind, label)}.</b>{" "}
              {rule && `A moderator found that it breaks the rule “${rule.title}”. ${rule.text}`}
            </p>
            {reason && <Words text={reason} />}
          </li>
        ))}
      </ul>
      <Link href="/notices">What you can do</Link>
    </aside>
  );
}
