import { Graph } from "./graph/client.tsx";
import { ViewerProvider } from "./people/viewer.tsx";
import { Routes } from "./shell/routes.tsx";
import { Shell } from "./shell/shell.tsx";

export function App() {
  return (
    <Graph>
      <ViewerProvider>
        <Shell>
          <Routes />
        </Shell>
      </ViewerProvider>
    </Graph>
  );
}
