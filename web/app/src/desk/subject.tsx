// The thing a case is about. Its picture is blurred until one asks for it: nobody must look who need not.
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { useKeys } from "../keys/keys.ts";
import { Cover } from "../labels/postPicture.tsx";
import { Button } from "../parts/button.tsx";
import { Picture } from "../parts/picture.tsx";
import { Words } from "../parts/words.tsx";
import { VISIBILITY_WORDS } from "../settings/choices.ts";
import type { Thing, Whole } from "./case.ts";
import style from "./desk.module.css";

type Of<Name> = Extract<Thing, { __typename: Name }>;

export function Subject({ whole }: { whole: Whole }) {
  const { subject } = whole;
  switch (subject?.__typename) {
    case "Post":
      return <Post post={subject} />;
    case "Comment":
      return <Comment comment={subject} />;
    case "Account":
      return <Account account={subject} />;
    default:
      return <p className={style.hindered}>Its author has taken it back: nobody sees it any more.</p>;
  }
}

function Post({ post }: { post: Of<"Post"> }) {
  const [shown, setShown] = useState(false);
  const { id, image, caption, prompt, altText, tags, visibility } = post;
  useKeys({ " ": () => setShown(!shown) });
  return (
    <div className={style.subject}>
      {image && (
        <div className={style.picture}>
          {shown ? (
            <Picture image={image} alt={altText} sizes="480px" eager />
          ) : (
            <Cover image={image} blurred names={[]} />
          )}
          <Button
            className={style.reveal}
            icon={shown ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
            onClick={() => setShown(!shown)}
          >
            {shown ? "Blur" : "Show"}
          </Button>
        </div>
      )}
      <dl className={style.words}>
        <Part name="Caption" text={caption} />
        <Part name="Prompt" text={prompt} quoted />
        <Part name="Seen in it" text={altText} />
        <Part name="Tags" text={tags.map((tag) => `#${tag}`).join(" ")} />
        <Part name="Labels" text={post.labels.map(({ name }) => name).join(", ")} />
        <Part name="Seen by" text={VISIBILITY_WORDS[visibility].name} />
        <div>
          <dt className="unseen">Its page</dt>
          <dd>
            <Link href={`/p/${id}`}>Open its page</Link>
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Part({ name, text, quoted = false }: { name: string; text: string | null; quoted?: boolean }) {
  if (!text) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Words text={text} quoted={quoted} />
      </dd>
    </div>
  );
}

function Comment({ comment: { text, removed } }: { comment: Of<"Comment"> }) {
  return (
    <blockquote className={style.quote}>{removed && !text ? "It was taken away." : <Words text={text} />}</blockquote>
  );
}

function Account({ account }: { account: Of<"Account"> }) {
  const { handle, displayName, bio, postCount, followerCount } = account;
  return (
    <dl className={style.words}>
      <Part name="Name" text={displayName} />
      <Part name="About" text={bio} />
      <Part name="Shown" text={`${postCount} pictures, to ${followerCount} followers`} />
      <div>
        <dt className="unseen">Their page</dt>
        <dd>
          <Link href={`/@${handle}`}>Open their page</Link>
        </dd>
      </div>
    </dl>
  );
}
