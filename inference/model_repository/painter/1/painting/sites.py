"""A site for everything in the picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from painting.camera import Frame
from painting.dice import Dice
from painting.groups import group
from painting.kinds import Kind
from painting.natures import CELESTIAL
from painting.relations import related
from painting.scene import Relation, Scene, Subject
from painting.standing import Ground, Site


def sites_of(scene: Scene, frame: Frame, dice: Dice) -> tuple[Site, ...]:
    """All sites, the farthest first. What one thing does moves no other that has nothing to do with it."""
    ground = Ground(scene, frame, dice.named("sites"))
    standing = [subject for subject in scene.subjects if subject.kind not in CELESTIAL]
    sites = {subject.slot: group(ground, subject, _slot(subject, standing)) for subject in standing}
    first = next((found[0] for found in sites.values() if found[0].subject.slot == 0), None)
    sites = {slot: [_seen(site, first) for site in found] for slot, found in sites.items()}
    taken: Counter[tuple[Relation | None, int]] = Counter()
    for subject in sorted(standing, key=lambda each: _chain(each, standing, len(standing))):
        anchor = _anchor(subject, standing)
        if anchor is None:
            continue
        if subject.relation is Relation.UNDER and anchor.kind is Kind.UMBRELLA:
            sites[anchor.slot] = [_held(sites[anchor.slot][0], sites[subject.slot][0])]
        else:
            there = (subject.relation, anchor.slot)
            sites[subject.slot] = related(sites[subject.slot], sites[anchor.slot][0], taken[there])
            taken[there] += subject.count
    everything = [_in_picture(site) for found in sites.values() for site in found]
    return tuple(sorted(everything, key=lambda site: (site.base + site.before, site.subject.slot, site.number)))


def _seen(site: Site, first: Site | None) -> Site:
    """Of two that overlap the larger and the many step back and aside, the smaller forward; the first stays."""
    if first is None or site.subject.slot == 0 or site.subject.relation or site.lift or first.lift:
        return site
    off = site.x + site.aside - first.x - first.aside
    overlap = 0.5 * (site.size + first.size) - abs(off)
    if overlap <= 0 or site.subject.kind is first.subject.anchor:
        return site
    if site.size <= 0.8 * first.size and site.subject.count < 3:
        return replace(site, base=max(site.base, min(0.97, first.base + 0.025)))
    aside = site.aside + (0.5 * overlap if off > 0 else -0.5 * overlap)
    return replace(site, base=min(site.base, first.base - 0.015), aside=aside)


def _in_picture(site: Site) -> Site:
    """The most of it, and its top."""
    across, edge = site.x + site.aside, min(0.3, 0.36 * site.size)
    aside = site.aside + max(0.0, edge - across) - max(0.0, across + edge - 1.0)
    return replace(site, aside=aside, size=site.size if site.lift else min(site.size, site.base - 0.03))


def _chain(subject: Subject, standing: list[Subject], most: int) -> int:
    """How many hold each other up below it: a knight on a horse before a castle is two, and comes after the horse."""
    anchor = _anchor(subject, standing)
    return 0 if anchor is None or not most else 1 + _chain(anchor, standing, most - 1)


def _anchor(subject: Subject, standing: list[Subject]) -> Subject | None:
    return next((other for other in standing if other.kind is subject.anchor and other.slot != subject.slot), None)


def _slot(subject: Subject, standing: list[Subject]) -> int:
    """What belongs together takes the earlier one's slot."""
    partners = [other for other in standing if other.anchor is subject.kind or subject.anchor is other.kind]
    return min([subject.slot, *(other.slot for other in partners)])


def _held(umbrella: Site, holder: Site) -> Site:
    """Over the head of whoever is under it."""
    size = max(holder.size * 0.95, 0.16)
    lift = holder.lift + holder.size * 0.42
    return replace(holder, subject=umbrella.subject, size=size, lift=lift, aside=holder.aside, before=-0.001)
