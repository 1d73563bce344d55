// The viewer's API keys: which there are, when each was used last, and the way to end them.
import { Plus } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { Failed } from "../feed/failed.tsx";
import { REFUSED, useAct } from "../graph/act.ts";
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { say } from "../parts/toasts.tsx";
import { When } from "../parts/when.tsx";
import style from "./apiKeys.module.css";
import { MakeKey, SCOPES } from "./makeKey.tsx";
import settings from "./settings.module.css";

const KEYS = graphql(`
  query ApiKeys {
    viewer {
      id
      apiKeys(first: 100) {
        edges {
          node {
            id
            name
            prefix
            scopes
            active
            expiresAt
            lastUsedAt
          }
        }
      }
    }
  }
`);
const REVOKE = graphql(
  `
    mutation RevokeApiKey($input: ApiKeyRef!) {
      revokeApiKey(input: $input) {
        position
        apiKey {
          id
          active
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

type Key = NonNullable<ResultOf<typeof KEYS>["viewer"]>["apiKeys"]["edges"][number]["node"];

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

export function ApiKeys() {
  const [making, setMaking] = useState(false);
  const [{ data, error }, ask] = useQuery({ query: KEYS, requestPolicy: "cache-and-network" });
  const keys = data?.viewer?.apiKeys.edges.map(({ node }) => node).filter(({ active }) => active);
  return (
    <section>
      <h2>API keys</h2>
      <p className={settings.lead}>A key lets a program act for you, within what you allow it, until it ends.</p>
      {keys?.length === 0 && <p className={settings.lead}>You have none.</p>}
      {keys && keys.length > 0 && (
        <ul className={style.keys} aria-label="API keys">
          {keys.map((key) => (
            <One key={key.id} of={key} />
          ))}
        </ul>
      )}
      {error && !data && <Failed error={error} again={() => ask({ requestPolicy: "network-only" })} />}
      <Button className={style.make} icon={<Plus size={18} />} onClick={() => setMaking(true)}>
        Make a key
      </Button>
      <MakeKey open={making} onClose={() => setMaking(false)} />
    </section>
  );
}

function One({ of: key }: { of: Key }) {
  const { act, busy } = useAct(REVOKE);
  async function revoke() {
    const { problem } = await act({ keyId: key.id });
    say(problem ? problem.message : "The key is worth nothing from now on.");
  }
  return (
    <li>
      <div className={style.told}>
        <b>
          <bdi>{key.name}</bdi>
        </b>
        <span>
          <code>{key.prefix}…</code> {key.scopes.map((scope) => SCOPES[scope].name).join(", ")}
        </span>
        <span>
          {key.lastUsedAt ? (
            <>
              Used last <When at={key.lastUsedAt} />.
            </>
          ) : (
            "Never used."
          )}{" "}
          Ends on {day.format(new Date(key.expiresAt))}.
        </span>
      </div>
      <Button aria-label={`Revoke ${key.name || key.prefix}`} busy={busy} onClick={() => void revoke()}>
        Revoke
      </Button>
    </li>
  );
}
