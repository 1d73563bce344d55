import "./workers";
import "graphiql/style.css";
import "./style.css";

import { createRoot } from "react-dom/client";

import { App } from "./app";

const root = document.getElementById("explorer");
if (!root) throw new Error("the page has no element named explorer");
createRoot(root).render(<App />);
