"""The register of people who work here: accounts and what they prove themselves by."""

from functools import partial

from models.register.entry import Ground, Until, entry, staff
from models.retention.rules import Term

_safe = partial(staff, ground=Ground.SECURITY)
_KEY = "Nummer van de regel."
_WHO = "Welke medewerker."

PEOPLE = {
    "person": entry(
        "Een persoonlijk account van een medewerker.",
        Until.NUMBER,
        id=staff("Nummer van de medewerker, dat in het logboek staat; niemand anders krijgt het."),
        name=staff("Naam waarmee die inlogt.", until=Term.LEFT),
        password_hash=_safe("Afdruk van het wachtwoord.", until=Term.LEFT),
        must_change_password=_safe("Of eerst een eigen wachtwoord nodig is."),
        created_at=staff("Wanneer het account is gemaakt."),
        seen_at=staff("Wanneer voor het laatst gezien.", until=Term.LEFT),
        left_at=staff("Wanneer die is vertrokken."),
        rev="Hoe vaak het account is veranderd.",
        invite_hash=_safe("Afdruk van een uitnodiging die nog open is.", until=Term.LEFT),
        invited_until=_safe("Tot wanneer die uitnodiging geldt.", until=Term.LEFT),
        pin_hash=_safe("Afdruk van de pincode voor een gedeelde plek.", until=Term.LEFT),
        pin_failures=_safe("Hoe vaak de pincode fout was."),
        break_glass=_safe(
            "Of het account bewaard wordt voor als de organisatie niet kan inloggen.", until=Term.LEFT
        ),
    ),
    "organisation_account": entry(
        "Wie een medewerker is bij de eigen organisatie. Telt vanaf het vertrek: zo lang komt wie weg is niet"
        " vanzelf terug.",
        Term.AUDIT,
        id=_KEY,
        person_id=_safe(_WHO),
        issuer="Welke organisatie.",
        subject=_safe("Het nummer van de medewerker bij die organisatie."),
        seen_at=_safe("Wanneer zo voor het laatst ingelogd."),
    ),
    "membership": entry(
        "Wat een medewerker waar mag.",
        Term.LEFT,
        id=_KEY,
        person_id=staff(_WHO),
        location_id=staff("Op welke locatie."),
        role=staff("Welke rol."),
    ),
    "staff_session": entry(
        "Een browser waarin een medewerker is ingelogd.",
        Term.SESSION,
        id_hash=_safe("Afdruk van het kenmerk in de browser."),
        person_id=_safe(_WHO),
        csrf=_safe("Willekeurige code tegen vervalste verzoeken."),
        created_at=_safe("Wanneer ingelogd."),
        seen_at=_safe("Wanneer voor het laatst gebruikt."),
        idle_seconds=_safe("Na hoeveel stilte de sessie eindigt."),
        idle_until=_safe("Wanneer dat is."),
        ends_at=_safe("Wanneer de sessie hoe dan ook eindigt."),
        pending=_safe("Wat eerst nog moet gebeuren, zoals een code geven."),
        here=_safe("Of de sessie alleen op de server zelf geldt."),
        device_id=_safe("Op welke gedeelde plek de sessie geldt."),
        browser=_safe("Soort browser, om de sessie te herkennen."),
    ),
    "second_factor": entry(
        "De app waarmee een medewerker een code maakt.",
        Term.LEFT,
        person_id=_safe(_WHO),
        sealed=_safe("Het geheim van de app, verzegeld."),
        last_step=_safe("De laatste code die is gebruikt, zodat die niet nog eens werkt."),
        confirmed_at=_safe("Wanneer ingesteld."),
    ),
    "recovery_code": entry(
        "Een code voor wie de telefoon kwijt is.",
        Term.LEFT,
        id=_KEY,
        person_id=_safe(_WHO),
        hash=_safe("Afdruk van de code."),
    ),
    "tries": entry(
        "Pogingen om in te loggen die fout waren, tegen raden.",
        Until.FORGOTTEN,
        key=_safe("Afdruk van account en herkomst, die zonder het geheim van de server niets zegt."),
        failures=_safe("Hoe vaak fout."),
        locked_until=_safe("Tot wanneer inloggen niet kan."),
        trusted_until=_safe("Tot wanneer de herkomst bekend is."),
        last_at=_safe("Wanneer voor het laatst geprobeerd."),
    ),
    "desk_day": entry(
        "Wie vandaag op een gedeelde plek volledig inlogde.",
        Until.NEXT_DAY,
        device_id="Welke gedeelde plek.",
        person_id=_safe(_WHO),
        day=_safe("Op welke dag."),
    ),
}
