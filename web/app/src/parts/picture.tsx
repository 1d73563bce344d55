// A picture: its place is kept before it comes, its placeholder stands in, and a picture that is gone says so.
import { useState } from "react";
import { type FragmentOf, graphql, readFragment } from "../graph/graphql.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import style from "./picture.module.css";

export const PICTURE = graphql(`
  fragment Picture on Image {
    id
    width
    height
    placeholder
    altText
    small: url(size: SMALL)
    large: url(size: LARGE)
  }
`);

interface Props {
  image: FragmentOf<typeof PICTURE>;
  /** What it shows, where the author has said it; else the image's own words. */
  alt?: string | null | undefined;
  /** How wide it is on the page, as the `sizes` of an img. */
  sizes: string;
  /** The first pictures of a page are fetched before all else. */
  eager?: boolean;
}

export function Picture({ image, alt, sizes, eager = false }: Props) {
  const { width, height, placeholder, altText, small, large } = readFragment(PICTURE, image);
  const [state, setState] = useState<"coming" | "there" | "gone">("coming");
  useAgainOnceBack(state === "gone", () => setState("coming"));
  return (
    <span
      className={style.frame}
      style={{ aspectRatio: `${width} / ${height}`, backgroundImage: `url("${placeholder}")` }}
    >
      {state === "gone" ? (
        <span className={style.gone}>
          {navigator.onLine ? "This picture is no longer there." : "This picture comes once you are back online."}
        </span>
      ) : (
        <img
          className={state === "there" ? style.there : style.coming}
          ref={(element) => {
            if (element?.complete && element.naturalWidth > 0) setState("there");
          }}
          src={large}
          srcSet={`${small} ${Math.round((320 * width) / Math.max(width, height))}w, ${large} ${width}w`}
          sizes={sizes}
          width={width}
          height={height}
          alt={alt ?? altText ?? ""}
          loading={eager ? "eager" : "lazy"}
          fetchPriority={eager ? "high" : "auto"}
          decoding="async"
          onLoad={() => setState("there")}
          onError={() => setState("gone")}
        />
      )}
    </span>
  );
}
