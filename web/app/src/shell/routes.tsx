// Which page an address shows.
import { Route, Switch } from "wouter";
import { LatestPage } from "../feed/latestPage.tsx";
import { Empty } from "../parts/notice.tsx";
import { EntryPage } from "../people/entryPage.tsx";
import { AboutPage } from "../settings/aboutPage.tsx";
import { SettingsPage } from "../settings/settingsPage.tsx";
import { Page } from "./page.tsx";

export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <LatestPage />
      </Route>
      <Route path="/sign-in">
        <EntryPage way="sign-in" />
      </Route>
      <Route path="/join">
        <EntryPage way="join" />
      </Route>
      <Route path="/settings">
        <SettingsPage />
      </Route>
      <Route path="/about">
        <AboutPage />
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
