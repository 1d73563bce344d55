import { Sheet } from "../parts/sheet.tsx";
import { ShareDone } from "./shareDone.tsx";
import { ShareForm } from "./shareForm.tsx";
import { shared, sharing } from "./sharing.ts";

/** Shows exactly what becomes public before it does. */
export function ShareSheet() {
  const render = sharing.use();
  const post = shared.use()[render?.id ?? ""];
  const close = () => sharing.set(null);
  return (
    <Sheet title={post ? "It is shared" : "Share this picture"} open={render !== null} onClose={close} wide={!post}>
      {render && (post ? <ShareDone postId={post} onClose={close} /> : <ShareForm key={render.id} render={render} />)}
    </Sheet>
  );
}
