// What is asked of a render, by whoever shows it.
import { REFUSED } from "../graph/act.ts";
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { PICTURE } from "../parts/picture.tsx";
import { FACTS } from "../post/facts.tsx";

export const RENDER = graphql(
  `
    fragment Rendering on Render {
      id
      status
      prompt
      queuePlace
      createdAt
      finishedAt
      post {
        id
      }
      params {
        width
        height
        steps
        seed
        model
        negativePrompt
      }
      reason {
        code
        message
        rule
        words
      }
      image {
        ...Picture
        ...Facts
        id
        altText
        full: url(size: FULL)
        energy {
          wattHours
        }
      }
    }
  `,
  [PICTURE, FACTS],
);

export type Rendering = ResultOf<typeof RENDER>;
export const RENDERS = graphql(
  `
    query Renders($first: Int!, $after: String) {
      renders(first: $first, after: $after) {
        edges {
          node {
            ...Rendering
            id
            status
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  `,
  [RENDER],
);

export const PROGRESS = graphql(
  `
    subscription Progress($renderId: ID!) {
      renderProgress(renderId: $renderId) {
        step
        steps
        preview
        etaSeconds
        render {
          ...Rendering
          id
        }
      }
    }
  `,
  [RENDER],
);

export const CANCEL = graphql(
  `
    mutation Cancel($input: RenderRef!) {
      cancelRender(input: $input) {
        position
        userErrors {
          ...Refused
        }
        render {
          ...Rendering
          id
        }
      }
    }
  `,
  [RENDER, REFUSED],
);

export const hasEnded = (status: Rendering["status"]): boolean => status !== "QUEUED" && status !== "RUNNING";
