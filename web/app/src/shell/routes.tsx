// Which page an address shows.
import { Route, Switch } from "wouter";
import { LatestPage } from "../feed/latestPage.tsx";
import { Empty } from "../parts/notice.tsx";
import { Page } from "./page.tsx";

export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <LatestPage />
      </Route>
      <Route>
        <Page title="Nothing here" narrow>
          <Empty title="This page does not exist" action={<a href="/">See the latest pictures</a>}>
            The address may be mistyped, or what it named was taken back.
          </Empty>
        </Page>
      </Route>
    </Switch>
  );
}
