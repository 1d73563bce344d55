import { useLocation } from "wouter";
import { Graph } from "./graph/client.tsx";
import { ViewerProvider } from "./people/viewer.tsx";
import { Boundary } from "./shell/boundary.tsx";
import { Routes } from "./shell/routes.tsx";
import { Shell } from "./shell/shell.tsx";

export function App() {
  const [path] = useLocation();
  return (
    <Graph>
      <ViewerProvider>
        <Shell>
          <Boundary key={path}>
            <Routes />
          </Boundary>
        </Shell>
      </ViewerProvider>
    </Graph>
  );
}
