// What decisions do to a thing, said to who made it.
export type Kind = "POST" | "COMMENT" | "ACCOUNT";
export type Restriction = "LABEL" | "BLUR" | "LIMIT" | "REMOVE";

export const THINGS: Record<Kind, string> = { POST: "picture", COMMENT: "comment", ACCOUNT: "account" };

/** As a sentence without its end: "Your picture is …". */
export function whatItDoes(restriction: Restriction, kind: Kind, label: string | null): string {
  const thing = `Your ${THINGS[kind]}`;
  switch (restriction) {
    case "LABEL":
      return `${thing} is labelled “${label ?? ""}”`;
    case "BLUR":
      return `${thing} is blurred until one asks for it, and labelled “${label ?? ""}”`;
    case "LIMIT":
      return kind === "ACCOUNT"
        ? "Your pictures stand on no list but your own page and your followers’ Home"
        : `${thing} stands on no list but your own page and your followers’ Home`;
    case "REMOVE":
      return `${thing} is hidden from everyone but you`;
  }
}
