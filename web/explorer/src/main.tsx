import "./workers";
import "graphiql/style.css";
import "./style.css";

import { createRoot } from "react-dom/client";

import { App } from "./app";
import { findCurrent } from "./signIn";

const root = document.getElementById("explorer");
if (!root) throw new Error("the page has no element named explorer");
createRoot(root).render(<App />);
findCurrent().catch(() => undefined); // without an answer nobody is known to act, and operations say why
