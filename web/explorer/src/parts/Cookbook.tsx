import type { GraphiQLPlugin } from "@graphiql/react";
import { useState } from "react";

import { found } from "../cookbook";
import { Steps } from "./Steps";

function CookbookPane() {
  const [words, setWords] = useState("");
  const chapters = found(words);
  return (
    <section className="limn-story" aria-labelledby="limn-cookbook-title">
      <h2 id="limn-cookbook-title">Cookbook</h2>
      <p>
        What clients send, tested against a running Limn. Names in braces stand for what an earlier recipe answered; they are filled in once it was run.
      </p>
      <input
        type="search"
        aria-label="Find a recipe by any word, or by a field"
        placeholder="likeCount, resume, asOf …"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {chapters.map(({ title, recipes }) => (
        <section key={title}>
          <h3>{title}</h3>
          <Steps steps={recipes} />
        </section>
      ))}
      {chapters.length === 0 && <p role="status">No recipe has all of these words.</p>}
    </section>
  );
}

function CookbookIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round">
      <path d="M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2zM5 18a2 2 0 0 1 2-2h12M9 8h6" />
    </svg>
  );
}

export const COOKBOOK_PLUGIN: GraphiQLPlugin = { title: "Cookbook", icon: CookbookIcon, content: CookbookPane };
