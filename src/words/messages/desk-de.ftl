# What the manager's screens and commands say beside the findings, in German.

# --- the keys at the foot, and what F1 says of them
key-name-text = Text
key-name-ctrl = Strg-{ $letter }
key-name-Up = auf
key-name-Down = ab
key-name-PgUp = Bild↑
key-name-PgDn = Bild↓
key-name-Home = Pos1
key-name-End = Ende
key-more = ↓ mehr
key-all-of-it = der ganze Text
key-drive-hangs = das Laufwerk antwortet seit { $time } nicht; Strg-C verlässt das Programm, was notiert ist, ist sicher
key-opening = { $job } wird gelesen …
key-choose = wählen
key-choose-help = diese Antwort wählen; ebenso mit den Pfeilen und Enter
key-take = nehmen
key-take-help = die Antwort nehmen, auf die die Pfeile zeigen
key-go-on = weiter
key-go-on-help = nehmen, was getippt ist
key-back = zurück
key-back-unrecorded = zurück; nichts wird notiert
key-back-audit = wieder alles zeigen; ohne Filter zurück zur Übersicht
key-back-list = zurück zur Liste
key-back-screen = zurück zum Bildschirm
key-views = Listen
key-views-help = Befunde, Aufträge, Zahlen
key-filter = Filter
key-filter-help = weglassen, was nicht zu diesen Wörtern passt; dieselben wie auf der Befehlszeile
key-open = öffnen
key-open-help = die anderen Befunde des Auftrags, auf dem der Zeiger steht; dann alles, was über ihn aufgezeichnet ist
key-seen = gesehen
key-seen-help = Befunde mit einer Bemerkung als gesehen notieren: diesen, alle des Auftrags oder alle dieser Art; je eine Zeile, sonst ändert sich nichts
key-action = Maßnahme
key-action-help = etwas wegen Befunden tun lassen: wer, bis wann und was; bei einem mit Maßnahme, dass es getan ist, oder eine Änderung
key-save = sichern
key-save-workbook = was der Filter nimmt, in exports/audit sichern: eine Arbeitsmappe mit Deckblatt, Befunden, Aufträgen und Zahlen
key-save-evidence = diesen Nachweis in exports/audit sichern: ein Ordner zum Weitergeben, ohne Zeilen anderer Kunden
key-report = Bericht
key-report-help = Seiten zum Aushändigen in exports/audit sichern, mit dem Briefkopf der Werkstatt: den Bericht über das, was der Filter nimmt, oder den Nachweis eines Auftrags
key-sheet = Blatt
key-sheet-help = das Blatt für den Kunden zu diesem Auftrag ansehen
key-page = Seite
key-page-up = eine Seite zurück
key-page-down = eine Seite weiter
key-page-down-by-lines = eine Seite weiter; die Pfeile gehen um eine Zeile
key-page-down-short = Seite weiter
key-first = zum Anfang
key-last = zum Ende
key-take-filter = filtern
key-take-filter-help = das Feld verlassen; der Filter gilt
key-show-all = alles
key-show-all-help = das Feld verlassen und wieder alles zeigen
key-program = das Programm
key-program-help = was das Programm tut, was es nie behält, seine Dateien und Tasten (auf Englisch)
key-this-help = diese Hilfe
key-why = warum
key-why-help = warum das gefragt wird, was dazu bekannt ist, und alle Tasten
key-up = die Antwort davor, oder die darüber
key-down = die Antwort danach, oder die darunter
key-quit = das Programm sofort verlassen; was notiert ist, bleibt notiert
key-repaint = den Bildschirm neu zeichnen, wenn anderes darüber geschrieben wurde
key-suspend = das Terminal eine Weile der Shell überlassen; fg kommt zurück
key-edit = tippen; Pfeile, Pos1, Ende, Rücktaste und Entf bearbeiten

# --- the help behind F1
help-name = Hilfe
help-keys = Tasten
help-words = Wörter
help-signs = Zeichen
help-signs-audit = ■ schwer   ▲ ernst   · Hinweis
help-audit = Das Audit
help-audit-why = Für alle, die Verantwortung tragen: was zuerst anzusehen ist, alle Aufträge und Zahlen. Ansehen ändert nichts; dass ein Befund gesehen wurde, ist eine eigene Zeile.
help-identify-why = Die Werkstatt verlangt eine PIN oder einen Ausweis, wo eine zweite Person unterschreibt, ein Befund als gesehen notiert oder eine Antwort nach dem Ende berichtigt wird. Nennt workshop.toml einen Kartenleser, kann der Ausweis eine Karte sein: Eine, die schon dort liegt, unterschreibt nichts, bis sie abgenommen wurde. Die Aufzeichnung sagt, was es war, nie, was getippt wurde.
help-filter = Filter
help-filter-words = Alle Wörter müssen gelten; ein Komma in einem heißt „oder“. { $words }
help-filter-example = Zum Beispiel: last-month kind:battery finding:no-code, oder technician:"Ana K." 2026-10-01..2026-10-15
help-hold = Haltepunkt ■
help-hold-means = ein Schritt, der getan sein muss oder von zwei Personen übergangen wird; sonst wird der Auftrag abgebrochen
help-override = übergangen
help-override-means = trotzdem weiter, mit einer Begründung und dem Namen einer zweiten Person
help-call = Freigabe
help-call-means = am Ende einer Seite laut gesagt: Von da an verlassen sich alle auf die Seite
help-finding = Befund
help-finding-means = was zuerst anzusehen ist: eine seltsame Antwort, ein ausgelassener Schritt, eine geänderte Aufzeichnung
help-receipt = Beleg
help-receipt-means = eine kurze Nummer auf dem Blatt des Kunden, mit der die versiegelte Aufzeichnung des Auftrags geprüft wird
help-station = Arbeitsplatz
help-station-means = ein Rechner mit eigenem Journal; an einem Auftrag wird dort gearbeitet, wo er begonnen wurde, außer ein anderer hat ihn übernommen

# --- what is wrong with the words of a filter
filter-times = ein Tag (2026-10-03), ein Monat (2026-10), ein Wort (last-month, october) oder zwei davon mit .. dazwischen
filter-words = Wörter: { $times }; oder FELD:TEXT mit { $fields }
filter-meant = ist { $word } gemeint?
filter-expected = erwartet wird eines von { $words }
filter-there-are = es gibt { $words }
filter-lists-all = { " " }(precheck audit --help nennt alle)
filter-no-filter = { $word } ist kein Filter: { $expected }
filter-no-time = { $word } ist keine Zeit: erwartet wird { $times }
filter-endless = { $word } hat gar kein Ende: erwartet wird { $times }
filter-turned = { $word } endet, bevor es beginnt: bitte umdrehen
filter-no-revision = { $word } ist keine Revision: erwartet wird eine ganze Zahl
filter-empty = hier steht nichts, wonach zu suchen wäre
filter-no-workshop = so heißt hier keine Werkstatt
filter-nobody = so heißt niemand, der hier an einem Auftrag gearbeitet hat
filter-no-plate = kein Auftrag hier hat ein solches Kennzeichen
filter-no-serial = kein Auftrag hier hat eine solche Seriennummer
filter-no-job = kein Auftrag hier hat eine Nummer, die so beginnt
filter-nothing = das steht in keinem Kennzeichen, keiner Seriennummer, keiner Auftragsnummer und keinem Namen, und keine Datei und kein Ordner heißt so
filter-nothing-or-time = das steht in keinem Kennzeichen, keiner Seriennummer, keiner Auftragsnummer und keinem Namen; eine Zeit schreibt man so: { $times }

# --- why a finding can't be marked
unseen-broken = ein verletzter Nachweis kann nicht als gesehen notiert werden: Niemand kann wissen, wann er verletzt wurde
unseen-action = eine Maßnahme wird nicht als gesehen notiert, sondern als erledigt
unseen-unreadable = was nicht gelesen werden kann, kann nicht als gesehen notiert werden: Niemand weiß, was darin steht
unseen-same-station = { $about }: dieser Arbeitsplatz heißt auch so, und die Zeile gälte seinem eigenen Auftrag: mit --station einen anderen Namen geben
unseen-no-id = { $about }: sein Journal hat keine lesbare Kennung
unseen-no-journal = { $about }: steht in keinem Journal

# --- what the commands tell: audit --seen, --action and --done, where, retire
desk-row = { $about }: { $what }; Zeile { $row } von { $station }
desk-nothing = nichts wurde notiert
desk-none-unseen = nichts wurde notiert: davon gibt es nichts, was niemand gesehen hat
desk-none-without-action = nichts wurde notiert: davon gibt es nichts ohne eine Maßnahme
desk-none-with-action = nichts wurde notiert: davon gibt es nichts mit einer offenen Maßnahme
desk-left = für jemand anderen gelassen: { $who } hat daran gearbeitet
desk-each-car = nicht notiert: zu jedem Auto ist zu sagen, was gesehen wurde
desk-unmarked = nicht notiert: { $why }
desk-pin = { $who }, Ihre PIN oder Ihr Ausweis
desk-or-card = , /c für eine Karte
desk-hold-card = halten Sie die Karte innerhalb von { $n } Sekunden an den Leser
desk-jobs = { $n ->
    [one] { $n } Auftrag
   *[other] { $n } Aufträge
}
desk-rows = { $n ->
    [one] { $n } Zeile
   *[other] { $n } Zeilen
}
desk-files = { $n ->
    [one] { $n } Datei
   *[other] { $n } Dateien
}
desk-lines = { $n ->
    [one] Zeile { $lines }
   *[other] Zeilen { $lines }
}
desk-elsewhere = Anderswo, mit diesem Kennzeichen:
desk-may-have-it = Enthält es vielleicht und kann hier nicht durchsucht werden:
desk-not-read = nicht gelesen: { $what }
desk-none-older = hier ist nichts älter als { $month }
desk-held-open = Auftrag { $job } aus { $month } ist noch offen: in der Übersicht beenden oder abbrechen, dann kann sein Monat gehen
desk-held-ended = Auftrag { $job } aus { $month } endete in { $ended }: seine Monate gehen zusammen
desk-stays = darum bleiben { $month } und was darauf folgt, und nur Älteres kann gehen
desk-would-go = Von vor { $month }: { $jobs }
desk-none-gone = Nichts wurde entfernt. Mit --who NAME wird es das und kommt nicht wieder.
desk-retired = Von vor { $month } entfernt: { $jobs }, { $files }
desk-begins = { $station } beginnt mit Zeile { $row }
desk-row-says = das sagt Zeile { $first } von { $station }
desk-rows-say = das sagen die Zeilen { $first } bis { $last } von { $station }
desk-keep = { $file } anderswo aufheben: darin steht, wie es um jedes Journal stand
desk-copies = Kopien des Ordners, auch Sicherungen, haben noch, was sie hatten
