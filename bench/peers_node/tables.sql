-- What a plain program on the same PostgreSQL would keep: rows of now, words in clear, an index for each list.
CREATE SCHEMA peers;

CREATE TABLE peers.head (position text NOT NULL);
CREATE TABLE peers.sessions (token_hash bytea PRIMARY KEY, account text NOT NULL, expires_at timestamptz NOT NULL);
CREATE TABLE peers.accounts (id text PRIMARY KEY, handle text NOT NULL, display_name text NOT NULL);
CREATE TABLE peers.images (
    id text PRIMARY KEY, width integer NOT NULL, height integer NOT NULL, placeholder text NOT NULL, alt_text text
);
CREATE TABLE peers.posts (
    id text PRIMARY KEY,
    author_id text NOT NULL REFERENCES peers.accounts (id),
    image_id text REFERENCES peers.images (id),
    caption text,
    alt_text text,
    tags text[] NOT NULL,
    prompt text,
    prompt_visibility text NOT NULL,
    like_count integer NOT NULL,
    comment_count integer NOT NULL,
    remix_count integer NOT NULL,
    labelled boolean NOT NULL,
    blurred boolean NOT NULL,
    listed boolean NOT NULL,
    place bigint NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at text NOT NULL
);
CREATE INDEX ON peers.posts (place DESC) WHERE listed;
CREATE TABLE peers.labels (post text REFERENCES peers.posts (id), name text, PRIMARY KEY (post, name));
CREATE TABLE peers.likes (account text, post text, PRIMARY KEY (account, post));
CREATE TABLE peers.blocks (blocker text, blocked text, PRIMARY KEY (blocker, blocked));
CREATE TABLE peers.mutes (muter text, muted text, PRIMARY KEY (muter, muted));

-- What PostGraphile shows beside the tables.
CREATE FUNCTION peers.viewer() RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('peers.viewer', true), '') $$;
COMMENT ON FUNCTION peers.viewer() IS '@omit';
CREATE FUNCTION peers.feed() RETURNS SETOF peers.posts LANGUAGE sql STABLE AS $$
    SELECT * FROM peers.posts WHERE listed
        AND NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = author_id AND blocked = peers.viewer())
        AND NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = peers.viewer() AND blocked = author_id)
        AND NOT EXISTS (SELECT FROM peers.mutes WHERE muter = peers.viewer() AND muted = author_id)
    ORDER BY place DESC
$$;
CREATE FUNCTION peers.posts_viewer_has_liked(post peers.posts) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM peers.likes WHERE likes.account = peers.viewer() AND likes.post = posts_viewer_has_liked.post.id)
$$;
CREATE FUNCTION peers.images_url(image peers.images, size text) RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT '/images/' || image.id || '/' || size || '.webp' $$;
