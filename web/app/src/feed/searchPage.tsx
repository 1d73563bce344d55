// Pictures by their tags, people by their handles, as one types. The words stand in the address: a search can be sent.
import { useEffect, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { Page } from "../shell/page.tsx";
import { FoundPeople } from "./foundPeople.tsx";
import { FoundPosts } from "./foundPosts.tsx";
import { PopularTags } from "./popularTags.tsx";
import { SearchField } from "./searchField.tsx";

const TYPED = 250;

export function SearchPage() {
  const asked = new URLSearchParams(useSearch()).get("q") ?? "";
  const [path, navigate] = useLocation();
  const [text, setText] = useState(asked);
  useEffect(() => setText((typed) => (typed.trim() === asked ? typed : asked)), [asked]);
  useEffect(() => {
    if (text.trim() === asked) return;
    const timer = setTimeout(() => navigate(addressOf(path, text), { replace: true }), TYPED);
    return () => clearTimeout(timer);
  }, [text, asked, path, navigate]);
  return (
    <Page title="Search">
      <SearchField text={text} onText={setText} />
      {asked === "" ? (
        <PopularTags />
      ) : (
        <>
          <FoundPeople text={asked} />
          <FoundPosts key={asked} text={asked} />
        </>
      )}
    </Page>
  );
}

function addressOf(path: string, text: string): string {
  const words = text.trim();
  return words === "" ? path : `${path}?${new URLSearchParams({ q: words })}`;
}
