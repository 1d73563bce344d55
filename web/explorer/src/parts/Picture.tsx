import { useEffect, useState } from "react";

import { withAuthorization } from "../request";

/** The first picture a payload holds: a preview inside it, or the address of one on this server. */
export function pictureIn(value: unknown): string | null {
  if (typeof value === "string") return value.startsWith("data:image/") || value.startsWith("/images/") ? value : null;
  if (typeof value !== "object" || value === null) return null;
  for (const part of Object.values(value)) {
    const found = pictureIn(part);
    if (found) return found;
  }
  return null;
}

/** The bytes of a picture pass the gate too, and an img element cannot carry a token: so they are fetched with it. */
async function fetchPicture(address: string, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(address, { headers: withAuthorization({}), signal });
  return response.ok ? URL.createObjectURL(await response.blob()) : null;
}

export function Picture({ address }: { address: string }) {
  const [source, setSource] = useState<string | null>(address.startsWith("data:") ? address : null);
  useEffect(() => {
    if (address.startsWith("data:")) return;
    const stop = new AbortController();
    let fetched: string | null = null;
    fetchPicture(address, stop.signal).then(
      (url) => setSource((fetched = url)),
      () => setSource(null), // a picture that is gone or not ours to see shows nothing
    );
    return () => {
      stop.abort();
      if (fetched) URL.revokeObjectURL(fetched);
    };
  }, [address]);
  return source && <img src={source} alt="" className="limn-picture" />;
}
