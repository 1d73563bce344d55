import { Empty } from "../parts/notice.tsx";
import { Page } from "./page.tsx";

/** The same words for what never was and for what is not for this viewer. */
export function Nothing() {
  return (
    <Page title="Nothing here" narrow>
      <Empty title="This page does not exist" action={<a href="/">See the latest pictures</a>}>
        The address may be mistyped, or what it named was taken back.
      </Empty>
    </Page>
  );
}
