"""Vietnamese text as officials read and type it: spelling, order of names, numbers and dates, both ways.

Import from here, not from the modules below. Nothing in this package reads the clock or the locale of the machine.
"""

from thidua.documents.vietnamese.dates import (
    TZ,
    date_short,
    date_words,
    datetime_words,
    local,
    month_year,
    partial_date_words,
    time_words,
    weekday,
)
from thidua.documents.vietnamese.numbers import (
    MAX_IN_WORDS,
    Numeric,
    count,
    decimal,
    dong,
    letter,
    money,
    money_words,
    number,
    percent,
    roman,
    words,
)
from thidua.documents.vietnamese.order import sort_key, text_key
from thidua.documents.vietnamese.parsing import parse_date, parse_integer, parse_number
from thidua.documents.vietnamese.spelling import clean_name, fold, initials, nfc, normal_tone, same

__all__ = [
    "MAX_IN_WORDS",
    "TZ",
    "Numeric",
    "clean_name",
    "count",
    "date_short",
    "date_words",
    "datetime_words",
    "decimal",
    "dong",
    "fold",
    "initials",
    "letter",
    "local",
    "money",
    "money_words",
    "month_year",
    "nfc",
    "normal_tone",
    "number",
    "parse_date",
    "parse_integer",
    "parse_number",
    "partial_date_words",
    "percent",
    "roman",
    "same",
    "sort_key",
    "text_key",
    "time_words",
    "weekday",
    "words",
]
