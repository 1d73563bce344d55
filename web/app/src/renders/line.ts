// What is asked of the line of a picture: three steps back, and what was made from it.
import { graphql } from "../graph/graphql.ts";
import { VEILED } from "../labels/levels.ts";
import { PICTURE } from "../parts/picture.tsx";

export const STEP = graphql(
  `
    fragment Step on Render {
      id
      status
      prompt
      wordChanges {
        kind
        text
      }
      image {
        ...Picture
        id
      }
    }
  `,
  [PICTURE],
);

export const LINE = graphql(
  `
    fragment Line on Render {
      ...Step
      id
      refinedFrom {
        ...Step
        id
        refinedFrom {
          ...Step
          id
          refinedFrom {
            ...Step
            id
          }
        }
      }
      remixedFrom {
        ...Veiled
        id
        author {
          handle
        }
        image {
          ...Picture
          id
        }
      }
      refinements(first: 24) {
        edges {
          node {
            ...Step
            id
          }
        }
      }
    }
  `,
  [PICTURE, STEP, VEILED],
);
