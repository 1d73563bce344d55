import { ImageOff } from "lucide-react";
import { Picture } from "../parts/picture.tsx";
import type { Progress } from "./progress.ts";
import { hasEnded } from "./render.ts";
import style from "./unfinished.module.css";

interface Props {
  progress: Progress;
  sizes: string;
  alt: string | null;
}

/** The picture as far as it is: an empty ground, the newest frame, at last the picture itself, each over the one before. */
export function Unfinished({ progress: { render, preview, step, steps }, sizes, alt }: Props) {
  const { width, height } = render.params;
  return (
    <span className={style.ground} style={{ aspectRatio: `${width} / ${height}` }}>
      {render.image ? (
        <Picture image={render.image} alt={alt} sizes={sizes} eager />
      ) : hasEnded(render.status) ? (
        <ImageOff className={style.none} size={28} aria-hidden="true" />
      ) : (
        preview && (
          <img
            src={preview}
            alt={alt === "" ? "" : `Unfinished: step ${step} of ${steps}`}
            width={width}
            height={height}
          />
        )
      )}
    </span>
  );
}
