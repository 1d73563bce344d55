/** Tell whoever started this where it listens: one line. */
export const listening = (server) => console.log(`http://127.0.0.1:${server.address().port}/graphql`);
