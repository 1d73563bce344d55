// Everything people wrote is shown through this: as text and nothing else, in its own direction, within its own box.
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import style from "./words.module.css";

const LONG = 400;
const TAG = /(#[\p{L}\p{N}_]{1,50})/u;

interface Props {
  text: string;
  /** A prompt is set as a quotation. */
  quoted?: boolean;
  /** Lines shown before "more". */
  lines?: 1 | 2 | 3 | 6;
  /** Whether #tags lead to their pages. */
  tags?: boolean;
}

export function Words({ text, quoted = false, lines = 6, tags = false }: Props) {
  const [open, setOpen] = useState(false);
  const long = text.length > LONG || text.split("\n").length > lines;
  return (
    <span className={style.words} data-quoted={quoted || undefined}>
      <bdi className={style.text} data-lines={open ? undefined : lines}>
        {tags ? linked(text) : text}
      </bdi>
      {long && lines > 2 && (
        <button type="button" className={style.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "less" : "more"}
        </button>
      )}
    </span>
  );
}

function linked(text: string): ReactNode[] {
  return text.split(TAG).map((part, index) =>
    index % 2 ? (
      <Link key={index} href={`/tag/${encodeURIComponent(part.slice(1).toLowerCase())}`}>
        {part}
      </Link>
    ) : (
      part
    ),
  );
}
