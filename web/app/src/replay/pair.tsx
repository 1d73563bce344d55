// Why one post stands above another: their terms side by side, and which of them decides it.
import { useState } from "react";
import { useQuery } from "urql";
import type { Boards } from "../compare/boards.ts";
import { type Edge, rankerOf, sideName, titleOf } from "../compare/sides.ts";
import { WHY } from "../feed/board.ts";
import { graphql, readFragment } from "../graph/graphql.ts";
import { Pick } from "../parts/field.tsx";
import { Segments } from "../parts/segments.tsx";
import { ProofButton } from "../proof/proofButton.tsx";
import style from "./pair.module.css";

const TRIED = graphql(`
  query Tried($formula: String!, $values: [[Float!]!]!) {
    checkFormula(formula: $formula) {
      scores(values: $values)
    }
  }
`);

type Name = "a" | "b";

export function Pair({ boards }: { boards: Boards }) {
  const [name, setName] = useState<Name>("b");
  const [chosen, setChosen] = useState<readonly [string, string] | null>(null);
  const { compared, rankers } = boards;
  const edges = boards[name]?.edges ?? [];
  const [one, other] = (chosen ?? []).map((id) => edges.findIndex(({ node }) => node.id === id));
  const first = one !== undefined && one >= 0 ? one : 0;
  const second = other !== undefined && other >= 0 && other !== first ? other : first === 0 ? 1 : 0;
  const [upper, lower] = [edges[Math.min(first, second)], edges[Math.max(first, second)]];
  if (!upper || !lower) return null;
  const choose = (from: number, to: number) => {
    const [left, right] = [edges[from], edges[to]];
    if (left && right) setChosen([left.node.id, right.node.id]);
  };
  return (
    <section className={style.pair} aria-label="Why one stands above another">
      <h2>Why is this above that?</h2>
      <Segments<Name>
        label="On which side"
        choices={[
          { value: "a", name: `Left: ${sideName(compared.a)}` },
          { value: "b", name: `Right: ${sideName(compared.b)}` },
        ]}
        chosen={name}
        onChoose={setName}
      />
      <div className={style.picks}>
        <Which label="This post" edges={edges} place={first} not={second} onChoose={(place) => choose(place, second)} />
        <Which label="That post" edges={edges} place={second} not={first} onChoose={(place) => choose(first, place)} />
      </div>
      <Terms
        formula={rankerOf(compared[name], rankers)?.formula}
        upper={upper}
        lower={lower}
        places={[Math.min(first, second) + 1, Math.max(first, second) + 1]}
      />
    </section>
  );
}

interface WhichProps {
  label: string;
  edges: readonly Edge[];
  place: number;
  /** The place of the other one. */
  not: number;
  onChoose(place: number): void;
}

function Which({ label, edges, place, not, onChoose }: WhichProps) {
  return (
    <Pick label={label} value={place} onChange={(event) => onChoose(Number(event.target.value))}>
      {edges.map(({ node }, at) => (
        <option key={node.id} value={at} disabled={at === not}>
          {at + 1}. {titleOf(node)}
        </option>
      ))}
    </Pick>
  );
}

interface TermsProps {
  formula: string | undefined;
  upper: Edge;
  lower: Edge;
  places: readonly [number, number];
}

function Terms({ formula, upper, lower, places }: TermsProps) {
  const mine = readFragment(WHY, upper.why);
  const theirs = readFragment(WHY, lower.why);
  const terms = mine?.terms ?? [];
  const values = terms.map((_, swapped) =>
    terms.map(({ value }, term) => (term === swapped ? (theirs?.terms[term]?.value ?? value) : value)),
  );
  const variables = { formula: formula ?? "", values };
  const [{ data, operation }] = useQuery({ query: TRIED, variables, pause: !formula });
  if (!mine || !theirs) return null;
  const floor = theirs.score ?? 0;
  const isTold = JSON.stringify(operation?.variables) === JSON.stringify(variables);
  const tried = isTold ? data?.checkFormula.scores : undefined;
  const score = mine.score ?? 0;
  const deciding = terms.filter((_, term) => (tried?.[term] ?? score) < floor).map(({ name }) => name);
  return (
    <>
      <p className={style.answer} role="status">
        {tried && answer(places, deciding, score === floor)}
      </p>
      <div className={style.scrolled} role="region" aria-label="Their terms" tabIndex={0}>
        <table className={style.terms}>
          <thead>
            <tr>
              <th scope="col">Part</th>
              <Headed place={places[0]} edge={upper} />
              <Headed place={places[1]} edge={lower} />
              <th scope="col">Number {places[0]} with the other’s</th>
            </tr>
          </thead>
          <tbody>
            {terms.map((term, at) => (
              <tr key={term.name} data-decides={deciding.includes(term.name) || undefined}>
                <th scope="row">
                  <code>{term.name}</code>
                </th>
                <Value {...term} />
                <Value {...(theirs.terms[at] ?? term)} />
                <td>
                  {tried?.[at] !== undefined && (
                    <>
                      {figure(tried[at])}: {tried[at] < floor ? "would stand below" : "would still stand above"}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Score</th>
              <td>{figure(score)}</td>
              <td>{figure(floor)}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}

function Headed({ place, edge: { node } }: { place: number; edge: Edge }) {
  return (
    <th scope="col">
      <span className={style.headed}>
        <span dir="auto">
          {place}. {titleOf(node)}
        </span>
        <ProofButton postId={node.id} />
      </span>
    </th>
  );
}

function Value({ value, events }: { value: number; events: number }) {
  return (
    <td>
      {figure(value)} <small>{events === 1 ? "1 event" : `${events.toLocaleString("en")} events`}</small>
    </td>
  );
}

function answer([upper, lower]: readonly [number, number], deciding: readonly string[], even: boolean): string {
  if (even) return `Both have the same score: number ${upper} was shared later.`;
  if (deciding.length === 0)
    return `No part decides it alone: with any one of number ${lower}’s values, number ${upper} would still stand above.`;
  const parts = new Intl.ListFormat("en", { type: "disjunction" }).format(deciding);
  return `Decided by ${parts}: with number ${lower}’s value there, number ${upper} would stand below it.`;
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 6 });
}
