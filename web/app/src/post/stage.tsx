import type { CSSProperties, ReactNode } from "react";
import style from "./post.module.css";

interface Props {
  image: { width: number; height: number; placeholder: string } | null;
  children: ReactNode;
}

/** Where the picture stands, in the light of its own colours; as large as fits between the head and the prompt bar. */
export function Stage({ image, children }: Props) {
  if (!image) return <div className={style.stage}>This picture is no longer there.</div>;
  const ratio = image.width / image.height;
  return (
    <div className={style.stage}>
      <div className={style.tint} style={{ backgroundImage: `url("${image.placeholder}")` }} aria-hidden="true" />
      <div className={style.picture} style={{ "--ratio": ratio } as CSSProperties}>
        {children}
      </div>
    </div>
  );
}
