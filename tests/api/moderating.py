"""Moderators at their desk: reports become cases, and cases are decided."""

from __future__ import annotations

from typing import Any

from domain.roles import Role, grant
from tests.api.site import JSON, Person, Site
from tests.waiting import until

CASES = """query($status: CaseStatus) { cases(first: 100, status: $status) { position edges { cursor node {
  id status kind number subjectId flagCount priority viewerHolds viewerMayDecide holder { handle } author { handle }
  reasons { reason count } flags(first: 10) { reason details flagger { handle } }
  decision { id kind label reason rule { code } undoneAt moderator } history { id kind } authorHistory(first: 9) { id }
  subject { id ... on Post { hidden: labels { name } restrictions { kind } image { id } } ... on Comment { text } }
} } } }"""
SHAPE = "position case { id status decision { id } }"


class Desk:
    """One site and one moderator."""

    def __init__(self, site: Site, moderator: Person) -> None:
        self.site = site
        self.moderator = moderator

    @classmethod
    async def of(cls, site: Site) -> Desk:
        """A new moderator's."""
        moderator = await site.join()
        await site.services.log.append(grant(moderator.account, Role.MODERATOR))
        await site.settled()
        return cls(site, moderator)

    async def flag(self, person: Person, subject: str, reason: str = "HATE", details: str | None = None) -> None:
        """Someone reports a thing."""
        done = await self.site.do("flag", "FlagInput", person, subjectId=subject, reason=reason, details=details)
        assert done["userErrors"] == [], done

    async def cases(self, status: str | None = None, who: Person | None = None) -> list[JSON]:
        """The queue."""
        found = await self.site.ask(CASES, who or self.moderator, status=status)
        return [edge["node"] for edge in found["cases"]["edges"]]

    async def case(self, subject: str, flags: int = 1) -> JSON:
        """The undecided case on a thing, once it has so many reports."""
        found: list[JSON] = []

        async def there() -> bool:
            found[:] = [
                case for case in await self.cases() if case["subjectId"] == subject and case["flagCount"] == flags
            ]
            return bool(found)

        await until(there)
        return found[0]

    async def do(self, name: str, who: Person | None = None, **given: Any) -> JSON:
        """A command on a case that must succeed; its answer."""
        done = await self.tried(name, who, **given)
        assert done["userErrors"] == [], done
        await self.site.settled()
        return done

    async def tried(self, name: str, who: Person | None = None, **given: Any) -> JSON:
        """A command on a case."""
        kinds = {"decideCase": "DecideCaseInput", "undoDecision": "UndoDecisionInput"}
        mutation = f"{name}(input: $input) {{ {SHAPE} userErrors {{ code field message }} }}"
        query = f"mutation($input: {kinds.get(name, 'CaseRef')}!) {{ {mutation} }}"
        return dict((await self.site.ask(query, who or self.moderator, input=given))[name])

    async def decide(self, subject: str, kind: str, flags: int = 1) -> str:
        """Claim the case on a thing and decide it; the decision's id."""
        case = (await self.case(subject, flags))["id"]
        await self.do("claimCase", caseId=case)
        given = {"caseId": case, "kind": kind, "reason": "It is cruel."}
        given |= {"rule": "hate"} if kind in {"LABEL", "BLUR", "LIMIT", "REMOVE"} else {}
        given |= {"label": "graphic"} if kind in {"LABEL", "BLUR"} else {}
        done = await self.do("decideCase", None, **given)
        return str(done["case"]["decision"]["id"])

    async def undo(self, decision: str) -> None:
        """Take a decision back."""
        await self.do("undoDecision", decisionId=decision, reason="It was not.")
