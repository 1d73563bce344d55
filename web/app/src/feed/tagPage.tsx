import { Link } from "wouter";
import { Empty } from "../parts/notice.tsx";
import { FeedPage } from "./feedPage.tsx";

export function TagPage({ tag }: { tag: string }) {
  return (
    <FeedPage
      title={`#${tag}`}
      feed="LATEST"
      tag={tag}
      empty={
        <Empty title="Nothing under this tag" action={<Link href="/search">Look for another</Link>}>
          No public picture has it yet.
        </Empty>
      }
    />
  );
}
