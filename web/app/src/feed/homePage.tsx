import { Link } from "wouter";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/notice.tsx";
import { askToSignIn } from "../people/signInSheet.tsx";
import { Unknown } from "../people/unknown.tsx";
import { useAskedViewer } from "../people/viewer.tsx";
import { Page } from "../shell/page.tsx";
import { FeedPage } from "./feedPage.tsx";

export function HomePage() {
  const { viewer, known } = useAskedViewer();
  if (viewer)
    return (
      <FeedPage
        title="Home"
        feed="HOME"
        tag={null}
        empty={
          <Empty title="Nobody you follow has shared yet" action={<Link href="/search">Find people</Link>}>
            Follow people whose pictures you like, and what they share comes here.
          </Empty>
        }
      />
    );
  return (
    <Page title="Home">
      {known ? (
        <Empty
          title="Home is yours once you have joined"
          action={
            <Button look="main" onClick={() => void askToSignIn("Join or sign in to follow people.")}>
              Join or sign in
            </Button>
          }
        >
          It shows what the people you follow share.
        </Empty>
      ) : (
        <Unknown />
      )}
    </Page>
  );
}
