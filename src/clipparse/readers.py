"""Each notion's reader by itself: for a line, or the opening of a paragraph, that may or may not be of its kind.

A `Pipeline` weighs every line against its neighbours; these look at one text alone and give None where in doubt.
"""

from __future__ import annotations

import datetime as dt

from clipparse.facts.dates import DateMention, day_of, find_dates
from clipparse.known import checked_day, checked_text
from clipparse.lexicon import Lexicon
from clipparse.model import Byline, Dateline, Source
from clipparse.stages import byline, dateline, source

_LONGEST_ADDRESS = 400


def read_byline(text: str) -> Byline | None:
    """Who wrote, edited, translated or photographed an article, as a byline says it.

    Parameters
    ----------
    text: the line, or the lines joined by line feeds.

    Returns
    -------
    Byline: people with credit, role, affiliation, place and e-mail address; or `collective`, where nobody is named.
    None: where `text` is no byline.

    Raises
    ------
    TypeError: `text` is no str; the message says what was meant.

    >>> read_byline("By TARA MCADOO in Moscow and Juan de la Cruz, diplomatic editor").authors  # doctest: +ELLIPSIS
    (Author(name='Tara McAdoo', ... place='Moscow', ...), Author(name='Juan de la Cruz', role='diplomatic editor', ...))
    >>> [(one.name, one.credit) for one in read_byline("(Reporting by Jane Doe; Editing by Kim Roe)").authors]
    [('Jane Doe', 'author'), ('Kim Roe', 'editing')]
    >>> read_byline("Staff and agencies").collective
    'Staff and agencies'
    >>> [read_byline(line) for line in ("by Monday", "By contrast, Jane Doe stayed", "Supreme Court")]
    [None, None, None]
    """
    checked_text(text, "read_byline")
    return byline.recognise(text, Lexicon.default())


def read_dateline(text: str, *, posted: dt.date | None = None, day_first: bool | None = None) -> Dateline | None:
    """Where and when an article was filed: a line of its own, or the head of a paragraph.

    Parameters
    ----------
    text: the line, or the paragraph (only its beginning is looked at).
    posted: when the text was posted, which gives a year to `March 13`; a `datetime` also dates `2 hours ago`.
    day_first: how to read 03/04/2014; None leaves it unread, unless the weekday or `posted` tell.

    Returns
    -------
    Dateline: `text` is the dateline alone; `date` is None where the text, with what is known, does not tell it.
    None: where `text` is, and opens with, no dateline.

    Raises
    ------
    TypeError: `text` is no str, or `posted` no date; the message says what was meant.

    >>> read_dateline("LIMA, March 13 (Reuters) - The talks went on.", posted=dt.date(2014, 3, 15))
    Dateline(text='LIMA, March 13 (Reuters)', place='LIMA', agency='Reuters', date=datetime.date(2014, 3, 13))
    >>> read_dateline("(ANSA) - ROMA, 13 MAR - I colloqui sono finiti.").place
    'ROMA'
    >>> [read_dateline(line) for line in ("WARNING - This film may upset", "NATO - the alliance of the West - met")]
    [None, None]
    """
    checked_text(text, "read_dateline")
    checked_day(posted)
    reading = dateline.recognise(text, Lexicon.default(), posted=posted, day_first=day_first)
    return reading.dateline if reading else None


def read_date(text: str, *, posted: dt.date | None = None, day_first: bool | None = None) -> DateMention | None:
    """The date that a line states for an article; a date in the midst of a sentence is that of an event, and None.

    Parameters
    ----------
    text: the line; or an address or file name with the date in it.
    posted, day_first: as for `read_dateline`.

    Returns
    -------
    DateMention: `date` is never None here; `at` is set where a time is stated, and aware where its zone is;
        `weekday_agrees` is False where the weekday stated is not that of the date, None where none is stated.
    None: where the text states no date, or one that cannot be told: 31 June, 3 March without `posted`, 03/04/2014.

    Raises
    ------
    TypeError: `text` is no str, or `posted` no date; the message says what was meant.

    >>> read_date("gazette.co.uk, Thursday 13 March 2014 19.05 GMT").at.isoformat()
    '2014-03-13T19:05:00+00:00'
    >>> read_date("Posted 2 hours ago", posted=dt.datetime(2014, 3, 13, 1, 0)).at.isoformat()
    '2014-03-12T23:00:00'
    >>> read_date("Friday, 13 March 2014").weekday_agrees
    False
    >>> read_date("Published 12 March 2014, updated 13 March 2014").date.isoformat()
    '2014-03-12'
    >>> [read_date(line) for line in ("3 March", "03/04/2014", "The treaty was signed on 3 March 1918.")]
    [None, None, None]
    """
    checked_text(text, "read_date")
    checked_day(posted)
    words = Lexicon.default()
    if len(text.split()) == 1:  # a slug, an address
        for one in find_dates(text[:_LONGEST_ADDRESS], words, posted=day_of(posted), day_first=day_first):
            if one.date:
                return one
    reading = dateline.recognise(text, words, posted=posted, day_first=day_first)
    return reading.mention if reading and reading.mention and reading.mention.date else None


def read_source(text: str) -> Source | None:
    """Who published an article, as a credit, a claim of rights, a headline's tail or a link says it.

    Parameters
    ----------
    text: the line, or the lines joined by line feeds.

    Returns
    -------
    Source: `name` as written, or for a bare link the outlet behind its domain; None where it names nobody we know.
    None: where `text` is no credit.

    Raises
    ------
    TypeError: `text` is no str; the message says what was meant.

    >>> [read_source(line).name for line in ("via The Atlantic", "Talks fail - BBC News", "(c) 2014 Hilltop Courier")]
    ['The Atlantic', 'BBC News', 'Hilltop Courier']
    >>> read_source("http://www.nytimes.com/2014/03/13/world/talks.html").name
    'The New York Times'
    >>> read_source("https://somebody.blogspot.com/2014/03/talks.html")  # doctest: +ELLIPSIS
    Source(name=None, url='https://somebody.blogspot.com/2014/03/talks.html', text=...)
    >>> [read_source(line) for line in ("via the tunnel", "Read more", "The Guardian said on Monday that it would")]
    [None, None, None]
    """
    checked_text(text, "read_source")
    return source.recognise(text, Lexicon.default())
