import { useStore } from "zustand";

import { actAs, session } from "../session";

/** Who acts: the people who signed in on this page, to switch between, or nobody. */
export function SessionStrip() {
  const { people, current } = useStore(session);
  return (
    <div className="limn-strip">
      {people.length === 0 ? (
        <span className="limn-visitor">Nobody is signed in</span>
      ) : (
        <label>
          Signed in as{" "}
          <select value={current?.handle ?? ""} onChange={(event) => actAs(event.target.value || null)}>
            {people.map(({ handle }) => (
              <option key={handle} value={handle}>
                @{handle}
              </option>
            ))}
            <option value="">nobody</option>
          </select>
        </label>
      )}
      <a className="limn-name" href="/" title="Open the app">
        Limn
      </a>
    </div>
  );
}
