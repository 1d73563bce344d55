import { Search } from "lucide-react";
import style from "./search.module.css";

export function SearchField({ text, onText }: { text: string; onText(text: string): void }) {
  return (
    <form role="search" className={style.field} onSubmit={(event) => event.preventDefault()}>
      <Search size={20} aria-hidden="true" />
      <input
        type="search"
        aria-label="Search tags and people"
        placeholder="A tag, or someone’s name"
        value={text}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onText(event.target.value)}
      />
    </form>
  );
}
