// For who has never seen Limn: what happens to a prompt, who sees what, and how to check it.
import { Link } from "wouter";
import { graphql } from "../graph/graphql.ts";
import { explorerAddress, useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import style from "./about.module.css";

const LOG = graphql(`
  query PublicLog($first: Int!, $after: Position) {
    events(first: $first, after: $after) {
      edges {
        node {
          position
          at
          topic
          actor {
            handle
          }
          subject
          payload
        }
      }
    }
  }
`);

const FOLLOWED = graphql(`
  subscription FollowTheLog {
    events {
      position
      at
      topic
      subject
      payload
    }
  }
`);

const SCORES = graphql(`
  query WhyTheBoard {
    trending(first: 5) {
      edges {
        node {
          id
          caption
        }
        why {
          reason
          score
          terms {
            name
            value
            events
          }
        }
      }
    }
    rankers {
      name
      formula
    }
  }
`);

const FIRST = { first: 20 };

export function AboutPage() {
  useBehind(LOG, FIRST);
  return (
    <Page title="How Limn works" narrow>
      <div className={style.about}>
        <p className={style.lead}>
          You write what you would like to see. Limn paints it while you watch. You keep it, or show it to others, who
          may like it, answer it, and paint on from it.
        </p>
        <section>
          <h2>What happens to a prompt</h2>
          <ol>
            <li>
              <span>It is checked against the rules. If it is refused, you are told which rule and which words.</span>
            </li>
            <li>
              <span>It waits its turn, and you see its place in the queue. You can stop it at any time.</span>
            </li>
            <li>
              <span>
                A painter draws it, step by step. It is a <em>procedural painter, no model</em>: a program that composes
                scenes from words. Nothing was trained, and the same words with the same seed give the same picture.
              </span>
            </li>
            <li>
              <span>
                The picture is kept with its seed, size, steps, time and energy, and it says of itself how it was made.
              </span>
            </li>
          </ol>
        </section>
        <section>
          <h2>Who sees what</h2>
          <p>
            A picture is yours alone until you share it. When you do, you choose who sees it, and whether they read your
            words. The server holds to it on every way there is: pages, lists, live updates, the picture’s own file, and
            the log. Taking a post back removes it from every screen at once, for good.
          </p>
        </section>
        <section>
          <h2>An open log</h2>
          <p>
            Everything that happens here is one line in a log, in one order: a picture shared, a like, a comment. Every
            number on every page is a count of such lines, so it can be checked. What people wrote is sealed in the log
            with a key of their own; without the key, nobody reads it.
          </p>
          <ul className={style.doors}>
            <li>
              <a href={explorerAddress(LOG, FIRST)}>Read the log from its first line</a>
            </li>
            <li>
              <a href={explorerAddress(FOLLOWED, {})}>Watch it grow</a>
            </li>
            <li>
              <a href={explorerAddress(SCORES, {})}>See why the trending board is as it is</a>
            </li>
          </ul>
          <p>On every page, “Open in explorer” shows the very question that the page has asked.</p>
        </section>
        <section>
          <h2>What it costs</h2>
          <p>
            Each picture tells the energy it took, as a range with the way it was found. The painter runs on an ordinary
            processor.
          </p>
        </section>
        <p>
          <Link href="/">See the latest pictures</Link>, or write your first prompt in the bar below.
        </p>
      </div>
    </Page>
  );
}
