// A post's picture as it may be shown. Of a veiled one nothing but its placeholder is here: its file is not fetched.
import { Eye } from "lucide-react";
import type { ComponentProps } from "react";
import { type FragmentOf, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Picture, PICTURE } from "../parts/picture.tsx";
import type { Veiled } from "./levels.ts";
import { useVeil } from "./veil.ts";
import style from "./veil.module.css";

interface Props extends ComponentProps<typeof Picture> {
  post: Veiled;
}

export function PostPicture({ post, ...picture }: Props) {
  const { over, names } = useVeil(post);
  if (over) return <Cover image={picture.image} blurred={over === "blur"} names={names} />;
  return (
    <span className={style.place}>
      <Picture {...picture} />
      {names.length > 0 && <span className={style.badge}>{names.join(", ")}</span>}
    </span>
  );
}

interface CoverProps {
  image: FragmentOf<typeof PICTURE>;
  /** Else nothing is seen of it. */
  blurred: boolean;
  names: readonly string[];
}

/** What stands in the place of a picture. */
export function Cover({ image, blurred, names }: CoverProps) {
  const { width, height, placeholder } = readFragment(PICTURE, image);
  return (
    <span className={style.cover} style={{ aspectRatio: `${width} / ${height}` }}>
      {blurred && <span className={style.blur} style={{ backgroundImage: `url("${placeholder}")` }} />}
      <span className={style.said}>
        {blurred ? "Blurred" : "Hidden by your settings"}
        {names.length > 0 && (
          <>
            : <b>{names.join(", ")}</b>
          </>
        )}
      </span>
    </span>
  );
}

/** The button that lifts a veil; it lies over the picture. Nothing where there is no veil. */
export function Lift({ post }: { post: Veiled }) {
  const { over, names, lift } = useVeil(post);
  if (!over) return null;
  return (
    <Button
      className={style.lift}
      icon={<Eye size={18} aria-hidden="true" />}
      aria-label={`Show the picture: ${names.join(", ")}`}
      data-act="lift"
      onClick={lift}
    >
      Show
    </Button>
  );
}
