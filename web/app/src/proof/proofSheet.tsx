// A number of a post, proved: what it is the sum of, and event by event where that comes from.
import { useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { problemOf, unreached } from "../graph/act.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Segments } from "../parts/segments.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { When } from "../parts/when.tsx";
import { explorerAddress } from "../shell/behind.tsx";
import { actOf, type Counter, COUNTERS, PAGE, placeOf, PROOF, type Proof } from "./proof.ts";
import style from "./proof.module.css";

export default function ProofSheet({ postId, onClose }: { postId: string; onClose(): void }) {
  const [counter, setCounter] = useState<Counter>("likeCount");
  const variables = { postId, counter, first: PAGE };
  return (
    <Sheet title="Behind the numbers" open onClose={onClose}>
      <Segments<Counter> label="Which number" choices={COUNTERS} chosen={counter} onChoose={setCounter} />
      <Events key={counter} postId={postId} counter={counter} after={null} />
      <a href={explorerAddress(PROOF, variables)} target="_blank" rel="noreferrer">
        Open this proof in the explorer
      </a>
    </Sheet>
  );
}

interface EventsProps {
  postId: string;
  counter: Counter;
  after: string | null;
}

/** A page of events, and once it is asked for the one after it. */
function Events({ postId, counter, after }: EventsProps) {
  const variables = { postId, counter, first: PAGE, after };
  const [{ data, error, fetching }, again] = useQuery({ query: PROOF, variables, requestPolicy: "network-only" });
  const [more, setMore] = useState(false);
  if (error) {
    const { code, message } = problemOf(error);
    const action = <Button onClick={() => again()}>Try again</Button>;
    return <Notice action={action}>{code === "OFFLINE" ? unreached() : message}</Notice>;
  }
  if (!data) return <p role="status">{fetching && "Counting…"}</p>;
  const { edges, pageInfo } = data.proof.events;
  return (
    <>
      {after === null && <Sum proof={data.proof} />}
      <ol className={style.events}>
        {edges.map(({ node: { position, topic, at, actor } }) => (
          <li key={position}>
            <span>
              {actOf(topic)} by {actor ? <Link href={`/@${actor.handle}`}>@{actor.handle}</Link> : "someone"}
            </span>
            <span className={style.place}>
              {placeOf(position)} · <When at={at} />
            </span>
          </li>
        ))}
      </ol>
      {more && <Events postId={postId} counter={counter} after={pageInfo.endCursor} />}
      {!more && pageInfo.hasNextPage && <Button onClick={() => setMore(true)}>Show more</Button>}
    </>
  );
}

function Sum({ proof: { value, at, terms } }: { proof: Proof }) {
  return (
    <table className={style.sum}>
      <caption>As of position {placeOf(at)} of the log</caption>
      <tbody>
        {terms.map(({ topic, adds, events }) => (
          <tr key={`${topic} ${adds}`}>
            <th scope="row">{actOf(topic)}</th>
            <td>
              {events.toLocaleString("en")} × {adds > 0 ? `+${adds}` : `−${-adds}`}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Together</th>
          <td>{value.toLocaleString("en")}</td>
        </tr>
      </tfoot>
    </table>
  );
}
