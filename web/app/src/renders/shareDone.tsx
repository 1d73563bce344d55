import { Link as LinkIcon } from "lucide-react";
import { useLocation } from "wouter";
import { Button } from "../parts/button.tsx";
import { copy } from "../parts/copy.ts";
import style from "./share.module.css";

/** After sharing: where it is, and how to pass it on. */
export function ShareDone({ postId, onClose }: { postId: string; onClose(): void }) {
  const [, go] = useLocation();
  const address = `${location.origin}/p/${postId}`;
  function see() {
    onClose();
    go(`/p/${postId}`);
  }
  return (
    <>
      <p>It has a page of its own now. You can change what you said about it there, or take it back.</p>
      <p className={style.address}>{address}</p>
      <div className={style.foot}>
        <Button look="main" autoFocus onClick={see}>
          See the post
        </Button>
        <Button icon={<LinkIcon size={18} />} onClick={() => void copy(address, "Link")}>
          Copy link
        </Button>
      </div>
    </>
  );
}
