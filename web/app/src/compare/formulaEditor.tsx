// Writing a formula: whether it is one is said while one writes, and where it ends to be one is marked in it.
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graph/graphql.ts";
import { Area } from "../parts/field.tsx";
import style from "./compare.module.css";
import { KeepRanker } from "./keepRanker.tsx";

const CHECK = graphql(`
  query CheckFormula($formula: String!) {
    checkFormula(formula: $formula) {
      formula
      problem {
        column
        message
      }
    }
  }
`);

const SIGNALS = graphql(`
  query Signals {
    signals {
      name
      description
    }
  }
`);

interface Props {
  first: string;
  /** Called with each text that is a formula, as it is kept. */
  onFormula(formula: string): void;
  onKept(name: string): void;
}

export function FormulaEditor({ first, onFormula, onKept }: Props) {
  const [text, setText] = useState(first);
  const [{ data, operation }] = useQuery({ query: CHECK, variables: { formula: text } });
  const check = operation?.variables.formula === text ? data?.checkFormula : undefined;
  const formula = check?.formula ?? null;
  useEffect(() => {
    if (formula !== null) onFormula(formula);
  }, [formula]); // not with `onFormula`, which is another one in each render
  return (
    <div className={style.editor}>
      <Area
        label="Formula"
        value={text}
        rows={2}
        maxLength={500}
        spellCheck={false}
        autoCapitalize="off"
        error={check?.problem?.message}
        onChange={(event) => setText(event.target.value)}
      />
      {check?.problem && <Marked text={text} column={check.problem.column} />}
      <Words />
      {formula !== null && <KeepRanker formula={formula} onKept={onKept} />}
    </div>
  );
}

/** The text once more, with the character at fault marked. */
function Marked({ text, column }: { text: string; column: number }) {
  return (
    <pre className={style.marked} aria-hidden="true">
      {text.slice(0, column - 1)}
      <mark>{text.slice(column - 1, column) || " "}</mark>
      {text.slice(column)}
    </pre>
  );
}

function Words() {
  const [{ data }] = useQuery({ query: SIGNALS });
  return (
    <details className={style.help}>
      <summary>What a formula can say</summary>
      <p>
        Numbers, <code>+ - * / ^</code>, comparisons, which are 1 or 0, and <code>if</code>, <code>min</code>,{" "}
        <code>max</code>, <code>abs</code>, <code>sign</code>, <code>sqrt</code>, <code>exp</code>, <code>ln</code>,{" "}
        <code>log10</code>. What has no finite value is 0.
      </p>
      <dl>
        {data?.signals.map(({ name, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
