"""The rules that a new Limn starts with. Whoever runs it may change or withdraw each of them."""

from __future__ import annotations

from domain.screening import Rule

CHILDREN = (
    "child, children, kid, kids, underage, toddler, toddlers, schoolgirl, schoolgirls, schoolboy, schoolboys, preteen,"
    " preteens, little girl, little girls, little boy, little boys, teen girl, teen boy, jailbait"
)
SEXUAL = (
    "nude, nudes, naked, nudity, topless, having sex, sex scene, sex act, sexy, sexualised, sexualized, erotic,"
    " erotica, porn, pornographic, pornography, nsfw, hentai, orgasm, genitals, penis, vagina, blowjob"
)

DEFAULT_RULES = (
    Rule("child-safety", (CHILDREN, SEXUAL), "Children are never shown in a sexual way."),
    Rule(
        "child-safety-terms",
        ("lolicon, shotacon, loli hentai, shota hentai, child porn, kiddie porn",),
        "Children are never shown in a sexual way.",
    ),
    Rule(
        "hate",
        ("heil hitler, sieg heil, white power, gas the jews, hitler was right, race war now",),
        "Hatred of people for what they are is not pictured here.",
    ),
    Rule(
        "pornography",
        ("porn, porno, pornography, pornographic, hentai, blowjob, blowjobs, gangbang, cumshot, bukkake",),
        "Pornography is not made here.",
    ),
    Rule(
        "cruelty",
        ("snuff film, snuff video, gore porn, torture porn, mutilated corpse, mutilated body, dismembered body",),
        "Cruelty for its own sake is not pictured here.",
    ),
    Rule(
        "self-harm",
        ("slit wrists, slitting wrists, cutting wrists, suicide by hanging, hanging myself, kill myself, self harm",),
        "Self-harm is not pictured here. If it is about you, please talk to someone you trust or call a helpline.",
    ),
)
