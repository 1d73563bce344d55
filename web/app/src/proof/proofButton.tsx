// The way from a post's numbers to the events behind them. The sheet is loaded when it is asked for.
import { Sigma } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "../parts/button.tsx";

const ProofSheet = lazy(() => import("./proofSheet.tsx"));

export function ProofButton({ postId }: { postId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        aria-label="Behind the numbers"
        title="Behind the numbers"
        aria-haspopup="dialog"
        icon={<Sigma size={18} />}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense fallback={null}>
          <ProofSheet postId={postId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
