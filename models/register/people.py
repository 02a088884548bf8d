"""The register of people who work here: accounts and what they prove themselves by."""

from models.register.entry import Ground, Until, entry, staff
from models.retention.rules import Term

PEOPLE = {
    "person": entry(
        "Een persoonlijk account van een medewerker.",
        Until.LEFT,
        id=staff("Nummer van de medewerker, dat in het logboek staat."),
        name=staff("Naam waarmee die inlogt."),
        role=staff("Wat die mag."),
        location_id=staff("Alleen op welke locatie."),
        password_hash=staff("Afdruk van het wachtwoord.", ground=Ground.SECURITY),
        must_change_password=staff("Of eerst een eigen wachtwoord nodig is.", ground=Ground.SECURITY),
        failures=staff("Hoe vaak het wachtwoord fout was.", ground=Ground.SECURITY),
        locked_until=staff("Tot wanneer inloggen niet kan.", ground=Ground.SECURITY),
        created_at=staff("Wanneer het account is gemaakt."),
    ),
    "staff_session": entry(
        "Een browser waarin een medewerker is ingelogd.",
        Term.SESSION,
        id_hash=staff("Afdruk van het kenmerk in de browser.", ground=Ground.SECURITY),
        person_id=staff("Welke medewerker.", ground=Ground.SECURITY),
        csrf=staff("Willekeurige code tegen vervalste verzoeken.", ground=Ground.SECURITY),
        created_at=staff("Wanneer ingelogd.", ground=Ground.SECURITY),
        seen_at=staff("Wanneer voor het laatst gebruikt.", ground=Ground.SECURITY),
    ),
}
