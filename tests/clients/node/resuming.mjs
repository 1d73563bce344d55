// A stream that breaks goes on where it broke. graphql-ws asks again by itself, with the payload that it was given; here
// that payload's `after` is always the last position that was told.

/** Subscribes as graphql-ws does, and where there is a variable `after` nothing is lost and nothing told twice. */
export function resuming(client) {
  function subscribe(payload, sink) {
    let { after } = payload.variables ?? {};
    if (after === undefined) return client.subscribe(payload, sink);
    const variables = {
      ...payload.variables,
      get after() {
        return after;
      },
    };
    const next = (result) => {
      for (const told of Object.values(result.data ?? {})) after = told?.position ?? after;
      sink.next(result);
    };
    return client.subscribe({ ...payload, variables }, { ...sink, next });
  }
  return { subscribe }; // its `iterate` would subscribe past this one
}
