import { createContext } from "react";

interface Post {
  postId: string;
  /** Who may remove what stands under it. */
  authorId: string;
  /** Whether the viewer has said something here: then all is shown, theirs among it. */
  wrote: boolean;
  /** Something was said or taken back here. */
  onChange(said: boolean): void;
}

/** The post that a comment stands under. */
export const Under = createContext<Post>({ postId: "", authorId: "", wrote: false, onChange: () => undefined });
