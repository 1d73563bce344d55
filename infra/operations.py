"""The GraphQL operations of the command line, all public ones."""

from __future__ import annotations

REGISTER = """
mutation Register($input: RegisterInput!) {
  register(input: $input) { token account { id handle } userErrors { message } }
}"""

SIGN_IN = """
mutation SignIn($input: SignInInput!) { signIn(input: $input) { token userErrors { message } } }"""

SUBMIT = """
mutation Submit($input: SubmitPromptInput!) {
  submitPrompt(input: $input) { render { id } userErrors { message } }
}"""

PROGRESS = """
subscription Progress($id: ID!) {
  renderProgress(renderId: $id) {
    step steps etaSeconds
    render { id status queuePlace reason { message } image { url altText energy { wattHours } } }
  }
}"""

SHARE = """
mutation Share($input: SharePostInput!) {
  sharePost(input: $input) { post { id } userErrors { message } }
}"""

LIKE = """
mutation Like($input: PostRef!) { likePost(input: $input) { position userErrors { message } } }"""

COMMENT = """
mutation Comment($input: CommentInput!) { comment(input: $input) { comment { id } userErrors { message } } }"""

FOLLOW = """
mutation Follow($input: AccountRef!) { follow(input: $input) { position userErrors { message } } }"""

BOARD = """
query Board {
  trending(first: 5) { edges { node { id likeCount commentCount caption author { handle } } why { score } } }
}"""

FLAG = """
mutation Flag($input: FlagInput!) { flag(input: $input) { position userErrors { message } } }"""

CASES = """
query Cases($min: Position) { cases(first: 100, minPosition: $min) { edges { node { id subjectId } } } }"""

CLAIM = """
mutation Claim($input: CaseRef!) { claimCase(input: $input) { position userErrors { message } } }"""

DECIDE = """
mutation Decide($input: DecideCaseInput!) { decideCase(input: $input) { position userErrors { message } } }"""

SHOW_POST = """
query Post($which: ID!, $asOf: AsOf) {
  post(id: $which, asOf: $asOf) {
    id author { handle } caption altText tags prompt visibility likeCount commentCount remixCount createdAt changedAt
    labels { name } remixedFrom { id } remixes(first: 10) { edges { node { id } } }
    comments(first: 20) { edges { node { author { handle } text } } }
  }
}"""

SHOW_ACCOUNT = """
query Person($which: String!, $asOf: AsOf) {
  account(handle: $which, asOf: $asOf) {
    id handle displayName bio followerCount followingCount postCount labels { name }
    posts(first: 10) { edges { node { id likeCount caption } } }
  }
}"""

SHOW_TRENDING = """
query Trending($asOf: AsOf) {
  trending(first: 10, asOf: $asOf) {
    position edges { node { id likeCount commentCount caption author { handle } } why { score } }
  }
}"""

MAKE_KEY = """
mutation MakeKey($input: CreateApiKeyInput!) { createApiKey(input: $input) { token userErrors { message } } }"""

KEYS = """
query Keys {
  viewer {
    apiKeys(first: 100) {
      edges { node { id name prefix scopes active createdAt expiresAt lastUsedAt revokedAt } }
    }
  }
}"""

REVOKE_KEY = """
mutation RevokeKey($input: ApiKeyRef!) { revokeApiKey(input: $input) { position userErrors { message } } }"""

SIGN_OUT = """
mutation SignOut { signOut { userErrors { message } } }"""

VIEWER = "{ viewer { id } }"
