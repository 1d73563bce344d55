// Asking to sign in where one is. Whoever needs a signed-in person calls `askToSignIn` and waits.
import { useEffect, useState } from "react";
import { startAnew } from "../graph/client.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { store } from "../parts/store.ts";
import { stay } from "../shell/scroll.ts";
import { Entry, type Way } from "./entry.tsx";
import style from "./entry.module.css";
import { useViewer } from "./viewer.tsx";

interface Asking {
  reason: string;
  answer(signedIn: boolean): void;
}

const asking = store<Asking | null>(null);

/** Opens the sheet, which says why; answers whether someone is signed in then. */
export function askToSignIn(reason: string): Promise<boolean> {
  asking.get()?.answer(false);
  return new Promise((resolve) => {
    asking.set({
      reason,
      answer(signedIn) {
        asking.set(null);
        resolve(signedIn);
      },
    });
  });
}

/** Mounted once, by the shell. */
export function SignInSheet() {
  const asked = asking.use();
  const viewer = useViewer();
  const [way, setWay] = useState<Way>("join");
  useEffect(() => {
    if (asked) setWay("join");
  }, [asked]);
  function done() {
    stay();
    startAnew({ staying: viewer === null });
    asked?.answer(true);
  }
  return (
    <Sheet title={way === "join" ? "Join Limn" : "Sign in"} open={asked !== null} onClose={() => asked?.answer(false)}>
      <p className={style.lead}>{asked?.reason}</p>
      <Entry way={way} onWay={setWay} onDone={done} />
    </Sheet>
  );
}
