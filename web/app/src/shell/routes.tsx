// Which page an address shows.
import { Route, Switch } from "wouter";
import { LaterComparePage } from "../compare/later.tsx";
import { LaterDeskPage } from "../desk/later.tsx";
import { HomePage } from "../feed/homePage.tsx";
import { LatestPage } from "../feed/latestPage.tsx";
import { SearchPage } from "../feed/searchPage.tsx";
import { TagPage } from "../feed/tagPage.tsx";
import { TrendingPage } from "../feed/trendingPage.tsx";
import { LaterOperatorPage } from "../operator/later.tsx";
import { LaterNoticesPage } from "../notices/later.tsx";
import { NowOrThen } from "../past/nowOrThen.tsx";
import { EntryPage } from "../people/entryPage.tsx";
import { ProfilePage } from "../people/profilePage.tsx";
import { PostPage } from "../post/postPage.tsx";
import { AboutPage } from "../settings/aboutPage.tsx";
import { SettingsPage } from "../settings/settingsPage.tsx";
import { LaterReplayPage } from "../replay/later.tsx";
import { RenderPage } from "../renders/renderPage.tsx";
import { RendersPage } from "../renders/rendersPage.tsx";
import { Nothing } from "./nothing.tsx";

const PERSON = /^\/@(?<handle>[^/]+)$/;

export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <LatestPage />
      </Route>
      <Route path="/home">
        <HomePage />
      </Route>
      <Route path="/trending">
        <NowOrThen of={{ board: true }}>
          <TrendingPage />
        </NowOrThen>
      </Route>
      <Route path="/trending/compare">
        <LaterComparePage />
      </Route>
      <Route path="/replay">
        <LaterReplayPage />
      </Route>
      <Route path="/search">
        <SearchPage />
      </Route>
      <Route path="/tag/:tag">{({ tag }) => <TagPage key={tag} tag={tag} />}</Route>
      <Route path="/p/:id">
        {({ id }) => (
          <NowOrThen of={{ post: id }}>
            <PostPage key={id} id={id} />
          </NowOrThen>
        )}
      </Route>
      <Route path={PERSON}>
        {({ handle = "" }) => (
          <NowOrThen of={{ person: handle.toLowerCase() }}>
            <ProfilePage key={handle} handle={handle.toLowerCase()} />
          </NowOrThen>
        )}
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
      <Route path="/notices">
        <LaterNoticesPage />
      </Route>
      <Route path="/about">
        <AboutPage />
      </Route>
      <Route path="/renders">
        <RendersPage />
      </Route>
      <Route path="/desk">
        <LaterDeskPage />
      </Route>
      <Route path="/operator">
        <LaterOperatorPage />
      </Route>
      <Route path="/r/:id">{({ id }) => <RenderPage id={id} />}</Route>
      <Route>
        <Nothing />
      </Route>
    </Switch>
  );
}
