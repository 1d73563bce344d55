// Why a post stands where it stands: what its score is made of, by which formula, and which events are behind it.
import { createContext, useContext } from "react";
import { graphql, readFragment } from "../graph/graphql.ts";
import { Sheet } from "../parts/sheet.tsx";
import { explorerAddress } from "../shell/behind.tsx";
import { type Ranker, rankerName, WHY, type Why } from "./board.ts";
import style from "./why.module.css";

/** The formula that orders the board on the page. */
export const BoardRanker = createContext<Ranker | null>(null);

const EVENTS_BEHIND = graphql(`
  query EventsBehind($subject: ID!) {
    events(first: 100, subject: $subject) {
      edges {
        node {
          position
          topic
          at
          actor {
            handle
          }
        }
      }
    }
  }
`);

interface Props {
  rank: number;
  postId: string;
  why: Why;
  onClose(): void;
}

export function WhySheet({ rank, postId, why, onClose }: Props) {
  const { reason, score, terms } = readFragment(WHY, why);
  const ranker = useContext(BoardRanker);
  const most = Math.max(...terms.map((term) => Math.abs(term.value)), 1e-9);
  return (
    <Sheet title={`Why number ${rank}?`} open onClose={onClose}>
      <p>{reason}</p>
      <table className={style.terms}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Value</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {terms.map(({ name, value, events }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <meter className={style.bar} min={0} max={most} value={Math.abs(value)} aria-label={name} />
                {figure(value)}
              </td>
              <td>{events === 1 ? "1 event" : `${events} events`}</td>
            </tr>
          ))}
        </tbody>
        {score !== null && (
          <tfoot>
            <tr>
              <th scope="row">Score</th>
              <td colSpan={2}>{figure(score)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      {ranker && (
        <p className={style.formula}>
          {rankerName(ranker.name)}: {ranker.formula}.
        </p>
      )}
      <a href={explorerAddress(EVENTS_BEHIND, { subject: postId })} target="_blank" rel="noreferrer">
        See the events behind it in the explorer
      </a>
    </Sheet>
  );
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 6 });
}
