import { useState } from "react";
import { Button } from "../parts/button.tsx";
import type { Why } from "./board.ts";
import style from "./rank.module.css";
import { WhySheet } from "./why.tsx";

/** A place on a board, and the button that says why it is that place. */
export function Rank({ rank, postId, why }: { rank: number; postId: string; why: Why | null | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <div className={style.rank}>
      <span className={style.number}>{rank}</span>
      {why && (
        <Button look="quiet" className={style.ask} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          Why here?
        </Button>
      )}
      {why && open && <WhySheet rank={rank} postId={postId} why={why} onClose={() => setOpen(false)} />}
    </div>
  );
}
