"""What some clues are guessed to say of a place in a clipping (its opening, its tail, staying), beside their role."""

from __future__ import annotations

from clipparse.clue import Clue
from clipparse.roles import Role
from clipparse.stages import (
    body,
    byline,
    commentary,
    dateline,
    headline,
    listing,
    manner,
    pattern,
    site,
    source,
    topic,
    voice,
)
from clipparse.strengths import OPENS, STAYS, TAIL

# A clue's own guess is about a role. What some say of the place in a clipping, of its opening or its tail, is guessed here.
_CLOSES = {TAIL: 1.0, OPENS: -1.5}
_OPENS = {OPENS: 1.0}
_INSIDE = {OPENS: -1.5}
_NO_WORDS: dict[str, float] = {Role.HEADLINE: -3.0, Role.SUBHEAD: -2.0, Role.STANDFIRST: -2.0}
TURNS: dict[Clue, dict[str, float]] = {
    pattern.DASHED: _CLOSES,
    pattern.IN_BRACKETS: _CLOSES,
    pattern.LABELLED: _CLOSES,
    pattern.NEARER_ABOVE: _CLOSES,
    pattern.AS_AT_END: _CLOSES,
    pattern.NEARER_BELOW: {OPENS: 1.0, TAIL: -1.0},
    pattern.OVER_FIRST_HEAD: {
        OPENS: 2.5,
        Role.DATELINE: 1.0,
        Role.FURNITURE: -1.0,
        Role.POST_TITLE: -1.5,
        Role.COMMENTARY: -1.0,
    },
    pattern.AS_AT_TOP: {OPENS: 1.0, TAIL: -1.0},
    pattern.BELOW_BEGINNING: _OPENS,
    pattern.LISTED_TITLE: {OPENS: 5.0},
    pattern.SHORT_ITEM: {OPENS: 1.5},
    pattern.UNDER_MARKED: _OPENS,
    pattern.UNDER_CREDITED: _OPENS,
    pattern.IN_LIKE_A_HEAD: _INSIDE,
    topic.ALONE_AT_CHANGE: _OPENS,
    topic.FIRST_AT_CHANGE: _OPENS,
    topic.LATER_AT_CHANGE: {OPENS: -0.5},
    body.CARRIES_ON: {STAYS: 2.0, OPENS: -1.5},
    listing.FIGURES: {Role.FURNITURE: -4.0, STAYS: 1.0, OPENS: -1.0},
    listing.ANNOUNCED: {Role.FURNITURE: -1.0, STAYS: 1.0, OPENS: -1.0},
    listing.POSTAL: {
        Role.BODY: 1.0,
        Role.BYLINE: -2.0,
        Role.SOURCE: -1.0,
        Role.HEADLINE: -1.0,
        Role.COMMENT: -1.0,
        STAYS: 2.0,
        OPENS: -2.0,
    },
    commentary.TALKS_ABOVE: {STAYS: 0.3},
    commentary.REPORTS_ABOVE: {STAYS: 0.3},
    commentary.PRESENTED: {OPENS: 0.3},
    commentary.SAYINGS: {OPENS: -2.0, Role.BODY: -1.0, Role.HEADLINE: -1.0},
    commentary.HALF_TALKS: {OPENS: -0.5},
    commentary.MOST_TALKS: {OPENS: -1.0},
    commentary.ALL_TALKS: {OPENS: -1.5},
    commentary.NOBODY_REPORTS: {OPENS: -0.5},
    voice.NOTHING_NAMED: {OPENS: -0.8},
    headline.CREDITS_BEHIND: _OPENS,
    headline.OVER_SIGNED_TEXT: {OPENS: 2.0},
    headline.FIRST_OVER_BYLINE: {OPENS: 1.5, Role.POST_TITLE: -1.0},
    headline.ITEM: {OPENS: 1.5, Role.SUBHEAD: -1.0},
    headline.OUTLET_BEFORE_BELOW: _CLOSES,
    dateline.HEAD_BELOW_COLON: {OPENS: 1.5},
    dateline.HEAD_BEHIND_TITLE: {OPENS: 2.0},
    source.INTRODUCED: {OPENS: 0.5},
    source.BEFORE_TEXT: {OPENS: 1.5},
    site.NO_SECOND: {OPENS: -3.0},
    manner.REPORT_BEGINS: _OPENS,
    headline.QUOTED_TITLE: _OPENS,
    headline.AFTER_WIDE_GAP: _OPENS,
    source.TAKEN_DATED: _OPENS,
    voice.RETELLS: {Role.BODY: -2.0, Role.HEADLINE: -1.0, OPENS: -2.0},
    dateline.DATE_ALONE: _NO_WORDS,
    dateline.DATE_TIME_ALONE: _NO_WORDS,
    source.LINK_ALONE: _NO_WORDS,
    byline.BY_NAME: _NO_WORDS,
    dateline.HEAD_BELOW_TEXT: _OPENS,
    dateline.HEAD_AGAIN: {OPENS: 3.0},
    site.UNDER_TITLE: _INSIDE,
    site.FOOT: {OPENS: -3.0},
    site.SCRAP: _INSIDE,
    site.LABEL_ABOVE: _OPENS,
}
