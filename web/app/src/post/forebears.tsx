import { useState } from "react";
import { useQuery } from "urql";
import { graphql, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { KIN, Kin } from "./kin.tsx";

// The schema allows fifteen levels; four ancestors at once are enough for nearly every family.
export const FOREBEARS = graphql(
  `
    query Forebears($id: ID!) {
      post(id: $id) {
        id
        remixedFrom {
          ...Kin
          id
          remixedFrom {
            ...Kin
            id
            remixedFrom {
              ...Kin
              id
              remixedFrom {
                ...Kin
                id
                remixedFrom {
                  id
                }
              }
            }
          }
        }
      }
    }
  `,
  [KIN],
);

/** The line back, the first one on top. */
export function Forebears({ postId }: { postId: string }) {
  const [open, setOpen] = useState(false);
  const [{ data }] = useQuery({ query: FOREBEARS, variables: { id: postId } });
  const first = data?.post?.remixedFrom;
  const second = first?.remixedFrom;
  const third = second?.remixedFrom;
  const fourth = third?.remixedFrom;
  const line = [fourth, third, second, first].filter((each) => each != null);
  const further = fourth?.remixedFrom;
  return (
    <>
      {further && fourth && open && <Forebears postId={fourth.id} />}
      {further && !open && (
        <li>
          <Button look="quiet" onClick={() => setOpen(true)}>
            Further back
          </Button>
        </li>
      )}
      {line.map((each) => (
        <Kin key={each.id} post={readFragment(KIN, each)} />
      ))}
    </>
  );
}
