import { useStore } from "zustand";

import { session } from "../session";
import { signOut } from "../signIn";

/** Who acts: the person whom this browser's cookie names, or nobody. */
export function SessionStrip() {
  const { current } = useStore(session);
  return (
    <div className="limn-strip">
      <output>{current ? `Signed in as @${current.handle}` : "Nobody is signed in"}</output>
      {current && (
        <button type="button" className="graphiql-un-styled" onClick={() => void signOut()}>
          Sign out
        </button>
      )}
      <a className="limn-name" href="/" title="Open the app">
        Limn
      </a>
    </div>
  );
}
