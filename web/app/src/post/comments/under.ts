import { createContext } from "react";

interface Post {
  postId: string;
  /** Who may remove what stands under it. */
  authorId: string;
  /** Something was said or taken back here. */
  onChange(): void;
}

/** The post that a comment stands under. */
export const Under = createContext<Post>({ postId: "", authorId: "", onChange: () => undefined });
