// What a side is ranked by: one of the rankers there are, or a formula of one's own, which may be kept.
import { useState } from "react";
import { type Ranker, rankerName } from "../feed/board.ts";
import { Pick } from "../parts/field.tsx";
import style from "./compare.module.css";
import { FormulaEditor } from "./formulaEditor.tsx";
import { FORMULA, isFormula, type Side } from "./sides.ts";

interface Props {
  label: string;
  side: Side;
  rankers: readonly Ranker[];
  onChoose(side: Side): void;
  /** A ranker was made or withdrawn. */
  onKept(): void;
}

export function SidePicker({ label, side, rankers, onChoose, onKept }: Props) {
  const [writing, setWriting] = useState(isFormula(side));
  const formula = isFormula(side) ? side.slice(FORMULA.length) : null;
  const chosen = rankers.find(({ name }) => name === side);
  function pick(value: string) {
    setWriting(value === FORMULA);
    if (value !== FORMULA) onChoose(value);
  }
  return (
    <div className={style.picker}>
      <Pick
        label={label}
        hint={writing ? "Arithmetic over what is known of a post." : (chosen?.description ?? "")}
        value={writing ? FORMULA : side}
        onChange={(event) => pick(event.target.value)}
      >
        {!writing && !chosen && <option value={side}>{side}</option>}
        {rankers.map(({ name }) => (
          <option key={name} value={name}>
            {rankerName(name)}
          </option>
        ))}
        <option value={FORMULA}>A formula of one’s own</option>
      </Pick>
      {writing && (
        <FormulaEditor
          first={formula ?? chosen?.formula ?? "likes / (hours + 2)"}
          onFormula={(written) => onChoose(FORMULA + written)}
          onKept={(name) => {
            onKept();
            setWriting(false);
            onChoose(name);
          }}
        />
      )}
    </div>
  );
}
