// A fault in one page leaves the rest standing: the rail, the prompt bar and what was typed into it.
import { Component, type ReactNode } from "react";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/notice.tsx";
import { Page } from "./page.tsx";

export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Page title="Something broke" narrow>
        <Empty title="This page broke" action={<Button onClick={() => location.reload()}>Load it again</Button>}>
          The fault is ours. What you wrote is kept; load the page again, or go on elsewhere.
        </Empty>
      </Page>
    );
  }
}
