"""The register as a document in Dutch. Terms are the usual ones; a region may have others."""

from collections.abc import Iterator

from models.region_file import Retention
from models.register.entry import Column, Entry, Ground, Whose
from models.register.house import HOUSE
from models.register.people import PEOPLE
from models.register.visits import VISITS
from models.retention.rules import Term

REGISTER = {**VISITS, **PEOPLE, **HOUSE}

_COUNTED_FROM = {
    Term.TOKEN: " na de dag van het bezoek",
    Term.PUSH: " na het bezoek",
    Term.PAIRING: " nadat de code is verlopen",
    Term.PICTURE: " na de laatste dag",
    Term.SESSION: " na het einde",
    Term.LEFT: " na het vertrek",
}
"""From when a term counts, where that is not when the row was made."""
_PARTS = (("Bezoeken", VISITS), ("Medewerkers", PEOPLE), ("Locaties, apparaten en instellingen", HOUSE))
_HEAD = """# Register van verwerkingen

*Dit document is gemaakt uit het programma met `python -m models.register`. Verander het daar, niet hier.*

Alles wat Inloop in de database bewaart: elke kolom van elke tabel, met doel, grondslag (AVG), termijn, en
of er persoonsgegevens in kunnen staan en van wie. Een test vergelijkt dit met de database, zodat er niets
in kan staan wat hier niet staat. Daarbuiten zijn er [reservekopieën](nl/back-ups.md); zonder echte
printer de nieuwste vijftig bonnen als plaatje; en op de schijf van een zuil, tot de dag om is en de
server ze heeft, de nummers die zij zonder server gaf, met vraag, taal en tijd. Vul in je eigen register
aan: de naam van de verwerkingsverantwoordelijke, de functionaris gegevensbescherming, en wie de gegevens
ontvangt. Inloop geeft zelf niets door, behalve berichten aan een telefoon, als de regio dat aanzet en de
bezoeker erom vraagt.

**Een volgnummer bevat geen gegevens van de bezoeker.** Naam, adres, leeftijd, burgerservicenummer, e-mail,
telefoonnummer en het adres van het apparaat worden niet gevraagd en niet bewaard. Waar toch iets van een
bezoeker kán staan, staat in deze lijst:

{visitors}

Wie in de wachtruimte zit, ziet wel bij wie een nummer hoort. Behandel een open bezoek daarom als
persoonsgegeven, ook waar hieronder "niemand" staat ([DPIA](nl/dpia.md#14-welke-gegevens)). De grondslagen
zijn een voorstel: de verwerkingsverantwoordelijke stelt ze vast ([DPIA](nl/dpia.md#21-grondslag)).

Termijnen in dagen zijn de gewone; de regio kan andere kiezen ([retention.md](retention.md), in het Engels).
"""


def document() -> str:
    """The whole register, as Markdown."""
    parts = [_HEAD.format(visitors="\n".join(_of_visitors()))]
    for title, tables in _PARTS:
        parts.append(f"## {title}\n")
        parts += [_table(name, entry) for name, entry in tables.items()]
    return "\n".join(parts)


def _of_visitors() -> Iterator[str]:
    for name, entry in REGISTER.items():
        for column, told in entry.columns.items():
            if told.whose is Whose.VISITOR:
                yield f"- `{name}.{column}`: {told.purpose} Termijn: {_term(told, entry)}."


def _table(name: str, entry: Entry) -> str:
    lines = [f"### `{name}`\n", f"{entry.purpose}\n"]
    lines += ["| Kolom | Doel | Van wie | Grondslag | Termijn |", "|---|---|---|---|---|"]
    lines += [
        f"| `{column}` | {told.purpose} | {told.whose} | {_ground(told)} | {_term(told, entry)} |"
        for column, told in entry.columns.items()
    ]
    return "\n".join(lines) + "\n"


def _ground(told: Column) -> str:
    return "–" if told.ground is Ground.NONE else told.ground


def _term(told: Column, entry: Entry) -> str:
    until = told.until or entry.until
    if not isinstance(until, Term):
        return until
    days = getattr(Retention(), until)
    return f"{days} {'dag' if days == 1 else 'dagen'}{_COUNTED_FROM.get(until, '')} (`{until}`)"
