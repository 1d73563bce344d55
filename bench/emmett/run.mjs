// Appends likes to Emmett's PostgreSQL event store, then counts them by post in a projection of its own; one JSON line.
import { SQL } from "@event-driven-io/dumbo";
import {
  getPostgreSQLEventStore,
  postgreSQLEventStoreConsumer,
  postgreSQLRawSQLProjection,
} from "@event-driven-io/emmett-postgresql";

const address = process.env.DATABASE_URL;
const [events, batch, posts] = process.argv.slice(2).map(Number);

const counts = postgreSQLRawSQLProjection({
  name: "like_counts",
  canHandle: ["PostLiked"],
  init: () => SQL`CREATE TABLE IF NOT EXISTS like_counts (post text PRIMARY KEY, likes bigint NOT NULL)`,
  evolve: ({ data }) => SQL`INSERT INTO like_counts VALUES (${data.post}, 1)
    ON CONFLICT (post) DO UPDATE SET likes = like_counts.likes + 1`,
});

async function appended(store) {
  const began = performance.now();
  for (let first = 0; first < events; first += batch) {
    const likes = Array.from({ length: Math.min(batch, events - first) }, (_, n) => ({
      type: "PostLiked",
      data: { actor: `actor ${first + n}`, post: `post ${(first + n) % posts}` },
    }));
    await store.appendToStream(`likes-${first}`, likes);
  }
  return (performance.now() - began) / 1000;
}

async function projected() {
  const consumer = postgreSQLEventStoreConsumer({
    connectionString: address,
    stopWhen: { noMessagesLeft: true },
    pulling: { batchSize: 1000 },
  });
  consumer.projector({ projection: counts });
  const began = performance.now();
  await consumer.start();
  const seconds = (performance.now() - began) / 1000;
  await consumer.close();
  return seconds;
}

const store = getPostgreSQLEventStore(address);
await store.schema.migrate();
const append = await appended(store);
const project = await projected();
await store.close();
console.log(JSON.stringify({ append, project }));
process.exit(0);
