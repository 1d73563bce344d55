import { focusBar } from "../compose/intent.ts";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/notice.tsx";
import { FeedPage } from "./feedPage.tsx";

export function LatestPage() {
  return (
    <FeedPage
      title="Latest"
      feed="LATEST"
      tag={null}
      empty={
        <Empty title="The wall is bare" action={<Button onClick={focusBar}>Write a prompt</Button>}>
          Say what you would like to see. It is painted while you watch, and once you share it, it hangs here.
        </Empty>
      }
    />
  );
}
