# Was über die Aufzeichnung selbst gesagt wird, auf Deutsch: Fehler, was nicht zu prüfen war, der Nachweis eines Auftrags und der Ordner dazu.

fault-row = Zeile { $row }: { $what }
fault-changed = nach dem Schreiben geändert: ihr Siegel passt nicht
fault-renumbered = ihre Nummer wurde geändert: das Siegel passt zu Nummer { $was }
fault-bad-row = geändert oder beschädigt, keine Zeile mehr: { $why }
fault-missing-row = vor dieser Zeile fehlt Zeile { $first }
fault-missing-rows = vor dieser Zeile fehlen die Zeilen { $first } bis { $last }
fault-moved = verschoben: sie wurde an anderer Stelle geschrieben
fault-inserted = eingefügt: diese Nummer gehört einer anderen Zeile
fault-header = der Kopf ist beschädigt: so beginnt kein Journal
fault-no-opening = die erste Zeile eröffnet die Datei nicht: { $why }
fault-newer-format = in Format { $format } geschrieben, das diese Version nicht kennt: nehmen Sie ein neueres precheck
fault-beginning = die Aufzeichnung beginnt mit Zeile { $row }, nicht mit Zeile 0: ältere Dateien fehlen (wurden sie nach Ablauf der Frist entfernt, sagen Sie es mit --from, oder bringen Sie einen Prüfpunkt)
fault-not-continued = setzt { $previous } nicht fort: { $why }
fault-other-station = gehört zum Arbeitsplatz { $station }, nicht in diesen Ordner
fault-other-station-copy = gehört zum Arbeitsplatz { $station }, nicht in diesen Ordner: eine Kopie, alle ihre Zeilen stehen im Journal von { $station }
fault-other-station-lacks = gehört zum Arbeitsplatz { $station }, nicht in diesen Ordner: { $n ->
    [one] { $n } ihrer Zeilen steht
   *[other] { $n } ihrer Zeilen stehen
} NICHT im Journal von { $station }, also aufheben
fault-other-id = die Kennung des Journals ist nicht die der Datei davor: sie gehört zu einem anderen Journal
fault-same-id = das Journal hat dieselbe Kennung wie das in { $other }: eines der beiden ist eine Kopie
fault-job-sum = stimmt nicht mit den Zeilen von Auftrag { $job } überein: { $why }
fault-shorter = die Aufzeichnung endet mit Zeile { $last }, aber ein Prüfpunkt hat Zeile { $anchor } gesehen: am Ende wurden Zeilen abgeschnitten
fault-shorter-gone = es gibt keine Aufzeichnung, aber ein Prüfpunkt hat Zeile { $anchor } gesehen
fault-not-the-anchor = ist nicht die Zeile, die ein Prüfpunkt gesehen hat (Siegel { $expected }): die Aufzeichnung wurde neu geschrieben
fault-witness = Zeile { $row } von { $station }, vom { $time }
fault-witness-gone = Zeile { $row } ist fort, die { $by }, gesehen hat: Zeilen wurden abgeschnitten, oder eine ältere Kopie wurde zurückgelegt
fault-witness-other = ist nicht die Zeile, die { $by }, gesehen hat: neu geschrieben, oder eine ältere Kopie wurde zurückgelegt und fortgesetzt
fault-witness-journal = das Journal ist fort, von dem { $by }, Zeile { $row } gesehen hat
fault-witness-replaced = das Journal ist fort, von dem { $by }, Zeile { $row } gesehen hat: das im Ordner dieses Namens wurde neu begonnen
fault-witness-more = { " " }(so { $n ->
    [one] sagt { $n } weitere Zeile
   *[other] sagen { $n } weitere Zeilen
} anderer Arbeitsplätze)
fault-no-such-receipt = kein beendeter oder abgebrochener Auftrag hat den Beleg { $receipt }
fault-resaved = von einem anderen Programm neu gespeichert ({ $how }); der Inhalt ist unversehrt, jedes Siegel passt
fault-unfinished-empty = die Datei ist leer, wie ein Stromausfall sie hinterlässt; was vorher aufgezeichnet wurde, ist unversehrt
fault-unfinished = die letzte Zeile ist unfertig ({ $bytes ->
    [one] { $bytes } Byte
   *[other] { $bytes } Bytes
}), wie ein Stromausfall sie hinterlässt; alles davor ist unversehrt
fault-clock-back-said = die Uhr wurde { $seconds } s zurückgestellt, und das Journal sagt es
fault-clock-back = die Zeit liegt { $seconds } s vor der der Zeile davor, und keine Zeile sagt, warum
fault-name = die erste Zeile der Datei ist aus { $month }: die Datei wurde umbenannt
fault-stray = kein Name einer Journaldatei: nicht gelesen
fault-stray-copied = ein Journal unter diesem Namen wird nicht gelesen; alle seine Zeilen stehen in Journalen, die gelesen werden
fault-stray-lacks = ein Journal unter diesem Namen wird nicht gelesen, und seine Aufträge fehlen: { $n ->
    [one] { $n } seiner Zeilen steht
   *[other] { $n } seiner Zeilen stehen
} in keinem anderen; der Ordner eines Arbeitsplatzes heißt etwa bay-1, und darin liegen Dateien wie 2026-11.csv
fault-copy-of-other = eine Kopie der Datei eines anderen Arbeitsplatzes, { $other }/{ $of }: alle ihre Zeilen stehen in dessen Journal, sie kann also weg
fault-copy-of-other-lacks = eine Kopie der Datei eines anderen Arbeitsplatzes, { $other }/{ $of }: { $n ->
    [one] { $n } ihrer Zeilen steht
   *[other] { $n } ihrer Zeilen stehen
} NICHT in dessen Journal, also aufheben
fault-copy = eine Kopie von { $of }, wie ein Abgleichprogramm oder ein Dateimanager sie hinterlässt: alle ihre Zeilen stehen im Journal, sie kann also weg
fault-copy-lacks = eine Kopie von { $of }, wie ein Abgleichprogramm sie hinterlässt, wenn zwei Rechner zugleich schrieben: { $n ->
    [one] { $n } ihrer Zeilen steht
   *[other] { $n } ihrer Zeilen stehen
} NICHT im Journal, also aufheben; und nur ein Rechner soll für diesen Arbeitsplatz schreiben
fault-samples = die Messwerte in readings/{ $file } sind nicht die, die sie nennt: geändert
fault-nothing-checked = nichts wurde geprüft: unter dem Angegebenen ist keine Journaldatei wie bay-1/2026-11.csv
fault-nothing-checked-from = nichts wurde geprüft: jede Datei ist älter als { $month }; nennen Sie mit --from einen früheren Monat
fault-unreadable = war nicht zu lesen: { $why }

# --- warum
why-too-long = länger als { $mib } MiB, mehr als ein Arbeitsplatz in einem Monat schreibt: precheck verify prüft sie, und unter einem anderen Namen des Arbeitsplatzes geht es weiter
why-no-header = es ist kein Journal: die Datei hat nicht dessen Kopf
why-open-expected = eine 'open'-Zeile wurde erwartet
why-open-expected-form = eine 'open'-Zeile wurde erwartet, 'fmt 1 id … prev …'
why-open-apart = Zeile { $row } und 'prev { $previous }' passen nicht zusammen
why-begins-elsewhere = jene endet mit Zeile { $last }, diese beginnt mit Zeile { $first }
why-other-seal = das Siegel hinter 'prev' ist nicht das von Zeile { $row }
why-sum-form = ihr Wert ist nicht 'rows N job SHA-256'
why-sum-rows = nach ihr kamen { $rows ->
    [one] { $rows } Zeile
   *[other] { $rows } Zeilen
} davor, und es { $here ->
    [one] ist { $here }
   *[other] sind { $here }
} da
why-sum-seals = ihre Siegel ergeben zusammen eine andere Summe
why-damaged-next = ; ebenso { $n ->
    [one] die nächste
   *[other] die nächsten { $n }
}
why-text-form = derselbe Text mit anderen Zeilenenden, anderem Schluss oder einer Marke am Anfang (BOM)
row-bytes = { $n } Bytes sind zu viele
row-bytes-most = { $n } Bytes sind zu viele: höchstens { $most } mit dem Zeilenende
row-bytes-fit = { $n } Bytes sind zu viele: höchstens { $most } passen
row-not-utf-8 = nach Byte { $n } kein UTF-8
row-seal = 64 hexadezimale Ziffern in Kleinschrift wurden erwartet
row-one-form = nicht in ihrer einen Form: { $expected } wurde erwartet
row-quote-open = ein Anführungszeichen wird geöffnet und nicht geschlossen
row-quote-comma = hinter einem schließenden Anführungszeichen steht kein Komma
row-columns = { $n ->
    [one] { $n } Spalte
   *[other] { $n } Spalten
}, wo 9 erwartet wurden
row-seq = { $text } ist keine Zahl von 0 bis { $most }
row-job = { $text } ist kein J mit einer Auftragsnummer dahinter
row-event = { $text } ist kein Name eines Ereignisses
row-time = { $text } ist keine Zeit wie 2026-11-22T09:14:03.512+01:00
saved-utf-16 = UTF-16
saved-windows-1252 = Windows-1252
saved-mark = Marke am Anfang (BOM)
saved-crlf = CRLF
saved-semicolons = Strichpunkte
saved-tabs = Tabulatoren
saved-quotes = andere Anführungszeichen
saved-last-end = kein Ende der letzten Zeile

# --- ein Ordner mit den Zeilen eines Auftrags
bundle-last-end = die letzte Zeile hat kein Ende
bundle-first-line = '{ $form }' wurde erwartet
bundle-three-lines = je Eintrag wurden drei Zeilen erwartet: wo er steht, das Siegel davor, der Eintrag
bundle-place = 'STATION FILE LINE' wurde erwartet, etwa 'bay-1 2026-11.csv 6'
bundle-seal = das Siegel der Zeile davor wurde erwartet, 64 hexadezimale Ziffern
bundle-other-job = die Zeile gehört nicht zu diesem Auftrag
bundle-order = die Zeile steht an falscher Stelle: die Zeilen eines Arbeitsplatzes stehen in der Folge ihrer Nummern
bundle-no-start = zuerst wurde die 'start'-Zeile des Auftrags erwartet
bundle-take = stimmt nicht mit den Zeilen des Arbeitsplatzes überein, der den Auftrag hatte
bundle-empty = keine Zeile steht darin
bundle-other-seals = dies sind nicht die Siegel der Zeilen
bundle-other-wording = dies ist nicht die Checkliste, mit der der Auftrag begonnen wurde: ihre SHA-256 ist eine andere
bundle-other-words = sagt nicht, was die Zeilen sagen: es gelten die Zeilen

# --- was nicht zu prüfen war
unchecked-older = { $file }: älter als verlangt
unchecked-job = { $file }: was Zeile { $row } von Auftrag { $job } sagt: seine ersten Zeilen sind nicht in den angegebenen Dateien
unchecked-format = { $file }: was { $n ->
    [one] ihre { $n } Zeile in Format { $format } sagt; sie zählt
   *[other] ihre { $n } Zeilen in Format { $format } sagen; sie zählen
} nirgends mit
unchecked-anchor = der Prüfpunkt zu Zeile { $row }: die Zeile ist nicht in den angegebenen Dateien
unchecked-ahead = die Uhr: Zeile { $row } trägt eine Zeit, die der Uhr dieses Computers um { $span } voraus ist; eine von beiden geht falsch
unchecked-anchor-station = der Prüfpunkt von { $station }, Zeile { $row }: dieser Arbeitsplatz wurde nicht angegeben
unchecked-before = was vor Zeile { $row } kam
unchecked-continues = { $file }: ob sie { $previous } fortsetzt
unchecked-between = { $file }: die Zeilen { $first } bis { $last } sind nicht in den angegebenen Dateien
unchecked-retired = Zeilen 0 bis { $row }: mit Absicht entfernt ({ $by })
unchecked-retired-half = Zeilen bis { $row } sollten entfernt werden ({ $by }), und einige sind noch da: ein weiteres precheck retire bringt es zu Ende
unchecked-by = { $day }, { $who }: Zeile { $row } von { $station }
unchecked-seal = { $station } Zeile { $row }: das Siegel der Zeile davor war nicht lesbar, als dies gemacht wurde
unchecked-open = der Auftrag war offen, als dies gemacht wurde: noch sagt keine Zeile, wie viele es sind, daher fiele eine fehlende nicht auf
unchecked-wording = der Wortlaut: { $file } ist nicht in diesem Ordner
unchecked-words = { $file }: war nicht zu lesen, daher wurde der Text nicht gegen die Zeilen gehalten
unchecked-version = { $file }: von einer anderen Version gemacht, daher wurde der Text nicht gegen die Zeilen gehalten
unchecked-notes = { $file }: { $why }; die Zeilen bis zum nächsten Prüfpunkt wurden übergangen
unchecked-without-start = { $n ->
    [one] { $n } Zeile gehört zu einem Auftrag, dessen Anfang
   *[other] { $n } Zeilen gehören zu Aufträgen, deren Anfang
} nicht unter dem Gelesenen ist
unchecked-elsewhere = { $n ->
    [one] { $n } Zeile gehört zu einem Auftrag eines anderen Arbeitsplatzes, der
   *[other] { $n } Zeilen gehören zu Aufträgen anderer Arbeitsplätze, die
} nicht unter dem Gelesenen sind

# --- was verhindert, dass die Aufzeichnung eines Auftrags ein Beweis ist
flawed-row = Zeile { $row }
flawed-row-about = Zeile { $row } ({ $about })
flawed-changed = nach dem Schreiben geändert
flawed-unchecked = nicht prüfbar: die Zeile davor ist beschädigt
flawed-counted = stimmt nicht mit den Zeilen des Auftrags überein: { $why }
flawed-no-start = davor fehlt die Zeile, die den Auftrag beginnt
flawed-lacks = die Datei ist beschädigt, wo die Zeilen des offenen Auftrags stehen
flawed-displaced = die Datei liegt nicht dort, wo sie geschrieben wurde

# --- was verify sagt
verify-station = Arbeitsplatz { $station } ({ $id })
verify-no-id = keine Kennung
verify-begins = die Aufzeichnung beginnt mit Zeile { $row }, { $time }
verify-file = { $file }: Zeilen { $first } bis { $last }, { $state }
verify-file-empty = { $file }: keine lesbare Zeile, { $state }
verify-intact = unversehrt
verify-faults = Fehler
verify-fault = Fehler: { $what }
verify-remark = Hinweis: { $what }
verify-checkpoints = { $n ->
    [one] der Prüfpunkt zu Zeile { $row } stimmt
   *[other] { $n } Prüfpunkte stimmen, der neueste zu Zeile { $row }
}
verify-unchecked = nicht geprüft: { $what }
verify-ends = endet mit Zeile { $row }, { $time }, Siegel { $seal }
verify-bundle = Ordner zu { $job } ({ $folder })
verify-unnamed = einem ungenannten Auftrag
verify-bundle-rows = { $n ->
    [one] { $n } Zeile
   *[other] { $n } Zeilen
} des eigenen Arbeitsplatzes, { $others } anderer, { $state }
verify-wording = der Wortlaut ist der des Tages
verify-ended = endete mit Zeile { $row }, { $time }, Beleg { $receipt }: mit dem Papier vergleichen
verify-not-ended = keine Zeile beendet den Auftrag
verify-receipt = Beleg { $receipt }: Auftrag { $job } endete { $time }, Arbeitsplatz { $station }, Zeile { $row } ({ $file }:{ $line }), { $agrees }
verify-agrees = und die Zeilen des Auftrags stimmen
verify-disagrees = aber DIE AUFZEICHNUNG DES AUFTRAGS IST NICHT UNVERSEHRT:
verify-reaches-out = die Zeilen des Auftrags reichen über das Angegebene hinaus und wurden nicht geprüft
verify-later = { $n ->
    [one] { $n } Zeile zu dem Auftrag wurde
   *[other] { $n } Zeilen zu dem Auftrag wurden
} später geschrieben, für die dieser Beleg nicht einsteht
verify-no-journal = es gibt noch kein Journal
verify-verdict-bundle = der Ordner ist unversehrt: jedes Siegel darin passt
verify-verdict-unread = das Gelesene ist unversehrt: jedes Siegel und jede Verbindung passt; ein Journal wurde NICHT GELESEN: siehe oben
verify-verdict-intact = die Aufzeichnung ist unversehrt: jedes Siegel und jede Verbindung passt
verify-verdict-broken = DIE AUFZEICHNUNG IST NICHT UNVERSEHRT: siehe oben
verify-verdict-nothing = NICHTS WURDE GEPRÜFT: siehe oben
verify-verdict-unreadable = etwas war nicht zu lesen: siehe oben
verify-verdict-unfinished = unversehrt bis auf eine unfertige letzte Zeile; die nächste Zeile des Arbeitsplatzes schneidet sie ab und sagt es
verify-verdict-resaved = von einem anderen Programm neu gespeichert; der Inhalt ist unversehrt
verify-cannot = was dies nicht zeigen kann:
named-job = Auftrag { $job }
named-begun = begonnen { $time }
cannot-cut = Zeilen, die am Ende der letzten Datei abgeschnitten wurden, hinterlassen dort keine Spur: nur ein Beleg, ein Prüfpunkt oder ein anderer Arbeitsplatz, der sie sah, zeigt, dass es sie gab
cannot-rewritten = eine Aufzeichnung, die als Ganzes neu geschrieben wurde, ist in sich richtig: nur ein Beleg, ein Prüfpunkt oder ein anderer Arbeitsplatz, der sie sah, zeigt, dass sie eine andere war; wurden die aller Arbeitsplätze zusammen neu geschrieben, nur was anderswo aufbewahrt ist
cannot-true = ein Siegel zeigt, dass eine Zeile nach dem Schreiben nicht geändert wurde, nicht dass sie die Wahrheit sagt
cannot-made-up = ein solcher Ordner allein kann als Ganzes erfunden sein: an einen Tag in der Werkstatt bindet ihn der Beleg auf dem Papier des Kunden oder das Journal der Werkstatt
cannot-later = der Beleg deckt die Zeilen bis zu der, die den Auftrag beendete; spätere Zeilen und die anderer Arbeitsplätze werden einzeln geprüft, und ob welche fehlen, zeigen nur die Journale
cannot-open = bei einem Auftrag, der offen war, als der Ordner gemacht wurde, hinterlässt eine fehlende Zeile darin keine Spur

# --- die Zeilen eines Auftrags, eine nach der anderen
told-alone = { $what }
told-second = { " " }({ $where })
told-here = hier
told-by-phone = am Telefon
told-at = an { $station }
told-by-typed = getippt
told-by-PIN = PIN
told-by-badge = Ausweis
told-typed = { $figure }, getippt
told-from-file = { $figure }, aus einer Datei
told-measured = { $figure }, gemessen mit { $instrument } ({ $where })
told-began = Auftrag begonnen
told-checklist = { $title }, Revision { $revision }
told-via-file = , aus einer Datei mit Antworten
told-unnamed = Kennung { $id } (keine aufbewahrte Datei benennt sie)
told-answered = geantwortet
told-taken-back = sofort zurückgenommen
told-corrected = geändert in
told-skipped = trifft nicht zu, wie gesagt wurde
told-overridden = übergangen
told-second-asked = eine zweite Person wurde an den anderen Arbeitsplätzen gefragt
told-second-answered = an einem anderen Arbeitsplatz geantwortet
told-second-yes = ist die zweite Person; gefragt hat Zeile { $row } von { $station }
told-second-no = ist nicht die zweite Person; gefragt hat Zeile { $row } von { $station }
told-taken-over = von einem anderen Arbeitsplatz übernommen
told-taken-from = von { $station }, hinter dessen Zeile { $row }
told-interrupted = unterbrochen
told-resumed = die Arbeit ging weiter
told-page = Seite { $page }
told-page-for = Seite { $page }: { $why }
told-page-after = Seite { $page }, danach: { $why }
told-pause-phone = Telefon
told-pause-part = ein Teil oder Werkzeug fehlte
told-pause-customer = der Kunde war zu fragen
told-pause-other-job = ein anderes Auto ging vor
told-pause-rest = Pause
told-pause-code = auf den Code des Radios wurde gewartet
told-pause-radio = auf die Zeit des Radios wurde gewartet
told-pause-away = ohne eingetragene Pause fort
told-pause-hands = Wechsel der Person
told-called = freigegeben
told-call = { $page }: { $call } ({ $skipped } nicht zutreffend, { $overridden } übergangen)
told-finished = Auftrag beendet
told-stopped = Auftrag abgebrochen
told-left-off = ; das Fahrzeug blieb mit abgeklemmter Batterie
told-left-fitted = ; noch im Fahrzeug: { $what }
told-lasted = { $n } min nach dem Beginn
told-code-begun = ein Code sollte eingegeben werden
told-code-withdrawn = doch nichts eingegeben
told-code-instead = das Radio sagte stattdessen
told-code-misread = LOCKED war falsch abgelesen
told-display-asks = das Display verlangt den Code
told-display-waits = das Display lässt warten
told-code-entered = ein Code wurde eingegeben; das Radio sagte
told-remarked = bemerkt
told-on-page = zu Seite { $page }
told-on-job = zum Auftrag
told-codes-read = ein Adapter hat das Fahrzeug ausgelesen
told-codes = { $by }: FIN { $vin } · { $codes }
told-codes-change = ; neben denen vor der Arbeit: { $change }
told-of-kind = { $kind } { $codes }
told-of-part = { $kind }: { $codes }
told-watched = die Versorgung wurde überwacht
told-watch-began = begann ({ $where }); ein Einbruch ist, was unter { $floor } liegt
told-watch-dip = fiel für { $time } unter die Schwelle, bis { $volts }
told-watch-lost = gab { $time } lang keinen Wert
told-watch-gap = das Programm lief { $time } lang nicht
told-watch-level = niedrigster { $lowest }, Mittel { $mean };{ " " }
told-watch-ended = endete: { $n ->
    [one] { $n } Messwert
   *[other] { $n } Messwerte
}, { $level }überwacht { $time } von { $of }
told-handed-over = übergeben
told-signed = unterschrieben
told-not-signed = nicht unterschrieben
told-not-collected = nicht abgeholt
told-sheet-printed = Blatt gedruckt
told-print-printed = der Drucker hat es gemeldet
told-print-sent = an den Drucker geschickt, der nicht antwortete
told-print-failed = es ging nicht
told-emailed = Blatt per E-Mail geschickt
told-reviewed = Befund gesehen
told-agrees = ; das Fahrzeug ist wie notiert
told-differs = ; das Fahrzeug ist nicht wie notiert: { $items }
told-action = zu einem Befund zu erledigen
told-action-of = { $finding }: durch { $who }, bis { $until }
told-action-done = zu einem Befund erledigt

# --- der Nachweis eines Auftrags
evidence-title = Nachweis zu Auftrag { $job }
evidence-plate = Kennzeichen
evidence-serial = Radio-Nr.
evidence-began = Begonnen
evidence-ended = Beendet
evidence-receipt = Beleg
evidence-wording = Wortlaut
evidence-rows = Zeilen
evidence-seals = Siegel
evidence-sum = Summe
evidence-journal = Journal
evidence-short = Kurz
evidence-not-recorded = nicht notiert
evidence-open = noch nicht: der Auftrag ist offen
evidence-finished = { $time }, beendet
evidence-stopped = { $time }, abgebrochen
evidence-rows-own = { $n } des Arbeitsplatzes { $station }
evidence-rows-others = { $n } des Arbeitsplatzes { $station }, { $others } anderer Arbeitsplätze
evidence-seals-fit = jedes Siegel passt zu seiner Zeile und zum Siegel davor
evidence-seals-not = { $n } von { $all } PASSEN NICHT
evidence-seals-unknown = { $n } von { $all } NICHT PRÜFBAR
evidence-sum-none = noch keine: sie wird am Ende des Auftrags geschrieben
evidence-sum-fits = passt: Zeile { $row } nennt die { $n ->
    [one] { $n } Zeile
   *[other] { $n } Zeilen
} davor und ihre Summe
evidence-sum-not = PASST NICHT: { $why }
evidence-file-displaced = { $file } ist die Datei eines anderen Arbeitsplatzes oder eine Kopie; precheck verify sagt, welche
evidence-file-unread = { $file } war nicht zu lesen, daher können Zeilen zu diesem Auftrag fehlen
evidence-file-resaved = { $file } wurde von einem anderen Programm neu gespeichert, Inhalt unversehrt
evidence-file-faults = { $file } hat Fehler; precheck verify nennt sie
evidence-file-beside = ; die Zeilen dieses Auftrags sind davon nicht berührt
evidence-verdict-broken = DIESE AUFZEICHNUNG IST NICHT UNVERSEHRT: siehe die Markierungen
evidence-verdict-unread = etwas war nicht zu lesen: Zeilen dieses Auftrags können fehlen
evidence-verdict-resaved = von einem anderen Programm neu gespeichert; der Inhalt ist unversehrt
evidence-verdict-intact = unversehrt: jedes Siegel passt, und die Summe des Auftrags passt zu seinen Zeilen
evidence-verdict-open = bis hierher unversehrt: jedes Siegel passt; der Auftrag ist offen, daher deckt noch keine Summe seine Zeilen
evidence-own = Was der Arbeitsplatz { $station } aufzeichnete
evidence-others = Was andere Arbeitsplätze darüber aufzeichneten
evidence-cannot = Was dies nicht zeigen kann
evidence-row = Zeile { $row } · { $time }
evidence-item = Punkt { $item }
evidence-note = Bemerkung: { $note }
evidence-replaced = später ersetzt: stattdessen zählt Zeile { $row }
evidence-seal = Siegel { $seal }
evidence-line = { $file } Zeile { $line }
evidence-link-fits = passt
evidence-link-broken = PASST NICHT: nach dem Schreiben geändert
evidence-link-unknown = NICHT PRÜFBAR: die Zeile davor ist beschädigt
evidence-cover-summed = in der Summe des Auftrags
evidence-cover-ending = aus diesem Siegel ist der Beleg gemacht
evidence-cover-after = nach dem Ende: nicht in der Summe des Auftrags
evidence-cover-elsewhere = von einem anderen Arbeitsplatz: nicht in der Summe des Auftrags
evidence-cover-taken = in der Summe der Zeile, die den Auftrag übernahm
evidence-cover-open = der Auftrag ist offen: noch keine Summe
wording-not-named = nicht bekannt: es gibt keine 'start'-Zeile; Kennungen stehen da
wording-kept = wie an jenem Tag gefragt: { $file }, deren SHA-256 die der start-Zeile ist
wording-resaved = wie an jenem Tag gefragt: { $file }, von einem anderen Programm neu gespeichert; der Text ist der der start-Zeile
wording-not-understood = { $file } ist die Datei jenes Tages, aber diese Version kann sie nicht lesen; Kennungen stehen da
wording-missing = { $file } ist nicht in exports/checklists; Kennungen stehen da
wording-other = { $file } IST NICHT DIE DATEI, mit der der Auftrag begonnen wurde: ihre SHA-256 ist eine andere; Kennungen stehen da
wording-unreadable = { $file } war nicht zu lesen ({ $why }); Kennungen stehen da

# --- der Ordner zum Weitergeben
bundle-made-by = precheck { $version } hat diesen Text aus rows.txt und checklists/ gemacht
bundle-how-title = Wie diese Aufzeichnung von Auftrag { $job } geprüft wird
bundle-how-what = Dieser Ordner enthält, was eine Werkstatt mit precheck über einen Auftrag aufgezeichnet hat, und nichts über einen anderen.
bundle-how-evidence = die Aufzeichnung in Worten, zum Lesen
bundle-how-rows = die Zeilen selbst, die sie beweisen
bundle-how-seals = die Siegel der Zeilen, aus denen die Summe ist
bundle-how-checklists = was gefragt wurde, Wort für Wort; Radiodateien
bundle-how-shows-head = Was er zeigt
bundle-how-shows = Jede Zeile wurde geschrieben, als etwas geschah, und endet mit einem Siegel: der SHA-256 aus dem Siegel der Zeile davor und der Zeile selbst. rows.txt hat für jede Zeile drei: wo sie in den Journalen der Werkstatt steht; das Siegel der Zeile davor, 64 Stellen anstelle jener Zeile; und die Zeile, mit ihrem Siegel hinter dem letzten Komma. Wird ein Zeichen einer Zeile geändert, passt ihr Siegel nicht mehr.
bundle-how-open = Der Auftrag war offen, als dies gemacht wurde. Die Zeile, die einen Auftrag beendet, sagt, wie viele Zeilen er hat und welche Summe ihre Siegel ergeben; diese Zeile gibt es noch nicht.
bundle-how-finished = Zeile { $row }, die den Auftrag beendete, sagt, dass { $n ->
    [one] { $n } Zeile dieses Auftrags davor kam
   *[other] { $n } Zeilen dieses Auftrags davor kamen
} und welche Summe ihre Siegel ergeben. Der Beleg auf dem Blatt des Kunden ist aus dem Siegel dieser Zeile gemacht:
bundle-how-stopped = Zeile { $row }, die den Auftrag abbrach, sagt, dass { $n ->
    [one] { $n } Zeile dieses Auftrags davor kam
   *[other] { $n } Zeilen dieses Auftrags davor kamen
} und welche Summe ihre Siegel ergeben. Der Beleg auf dem Blatt des Kunden ist aus dem Siegel dieser Zeile gemacht:
bundle-how-compare = Vergleichen Sie ihn mit dem Papier. Ist er gleich, so sind alle diese Zeilen die, die es gab, als das Papier gedruckt wurde: keine geändert, hinzugefügt, verschoben oder weggelassen.
bundle-how-others = Zeilen anderer Arbeitsplätze (etwa ein Blatt, das am Tresen übergeben wurde) kommen zuletzt. Jede trägt ihr eigenes Siegel; Summe und Beleg des Auftrags decken sie nicht.
bundle-how-cannot-head = Was er nicht zeigen kann
bundle-how-faults = die Journaldatei { $file } hatte Fehler, als dies gemacht wurde
bundle-how-text = evidence.txt ist aus den Zeilen gemacht, zum Lesen. Für sich beweist sie nichts.
bundle-how-check-head = Wie er geprüft wird
bundle-how-precheck = 1. Mit precheck, in diesem Ordner (CODE ist der Beleg auf dem Papier des Kunden):
bundle-how-python = 2. Ohne precheck, mit Python und tests/check_journal.py aus dem Quelltext von precheck:
bundle-how-by-hand = 3. Von Hand, mit den Werkzeugen jedes Linux:
bundle-how-row = Eine Zeile, hier Zeile { $row }. Beide Befehle geben dieselben 64 Stellen aus:
bundle-how-sum = Die Summe des Auftrags. Der erste Befehl gibt die Stellen aus, die in der Zeile, die der zweite ausgibt, hinter 'job' stehen:
bundle-how-wording = Der Wortlaut. Die Stellen sind die hinter 'sha' in der ersten Zeile:

# --- der Bildschirm des Audits
audit-name = Audit
audit-findings = Befunde
audit-jobs = Aufträge
audit-figures = Zahlen
thousands-mark = .
audit-reading = wird gelesen … { $rows } Zeilen
audit-not-read = nicht gelesen
audit-read = { $jobs ->
    [one] { $jobs } Auftrag
   *[other] { $jobs } Aufträge
} in { $rows ->
    [one] { $rows } Zeile
   *[other] { $rows } Zeilen
}
audit-journals = Die Journale dieses Ordners werden gelesen.
audit-only-reads = Geschrieben wird nichts. Esc führt jederzeit zurück.
audit-broken = DIE AUFZEICHNUNG IST NICHT UNVERSEHRT: { $n ->
    [one] { $n } Fehler
   *[other] { $n } Fehler
}; precheck verify nennt sie
audit-filter = Filter:
audit-shows-all = (Esc zeigt alles)
audit-no-finding-fits = Nichts passt zum Filter.
audit-no-finding = Nichts anzusehen.
audit-no-job-fits = Kein Auftrag passt zum Filter.
audit-no-job = Es gibt noch keinen Auftrag.
audit-to-count = { $n ->
    [one] { $n } Auftrag: Enter zählt ihn.
   *[other] { $n } Aufträge: Enter zählt sie.
}
audit-the-record = Aufzeichn.
audit-no-plate = –
audit-seen = gesehen
audit-group-gate = Freigabe
audit-group-outcome = Ergebnis
audit-group-identity = Identität
audit-group-record = Aufzeichnung
audit-group-plausibility = Plausibilität
audit-line = , Zeile { $line }
audit-seen-by = gesehen von { $who }, { $time }
audit-seen-on = gesehen von { $who } am { $time }: { $what }
audit-next = Meist als Nächstes: { $what }
audit-car = Auto { $car } · Radio { $radio } · Seriennummer { $serial }
audit-code = Code { $code } · Stützspannung { $backup } · { $volts }
audit-radio = Radio bei der Ankunft { $arrival } · danach { $after }
audit-volts = { $volts } V zwischen den Klemmen
audit-volts-none = Volt zwischen den Klemmen –
audit-found = { $n ->
    [0] kein Befund
    [one] { $n } Befund: { $what }
   *[other] { $n } Befunde: { $what }
}
read-faults = { $what } (und { $n } mehr: precheck verify nennt sie)
audit-unchecked = nicht geprüft: { $what }
audit-unchecked-more = nicht geprüft: { $what } (und { $n } mehr: precheck verify nennt sie)
audit-evidence = Nachweis { $job }
audit-reading-rows = wird gelesen …
audit-to-do = zu erledigen durch { $who } bis { $until }: { $what }
audit-done = erledigt ({ $what }), sagte { $who } am { $day }: { $remark }
audit-agrees = das Fahrzeug ist wie notiert;{ " " }
audit-differs = das Fahrzeug ist nicht wie notiert: { $items };{ " " }
ledger-tried = versuchte Codes: { $what }
ledger-accepted = angenommen
ledger-plays = spielt wieder
ledger-error = falscher Code
ledger-wait = WARTEN
ledger-locked = GESPERRT
ledger-elsewhere = anderswo eingegeben, Zahl nicht bekannt
ledger-unknown = eingegeben, niemand sah, was das Radio tat
ledger-times-1 = einer anderswo
ledger-times-2 = zwei anderswo
ledger-times-3-or-more = drei oder mehr anderswo
ledger-times-unknown = anderswo eingegeben, Zahl nicht bekannt
ledger-day-today = an jenem Tag
ledger-day-before = vor jenem Tag

# --- was zu einem Befund gesagt wird
mark-seen-each = Als gesehen notieren, jeweils mit einer eigenen Zeile:
mark-to-do-each = Zu erledigen ist etwas zu, jeweils eine Zeile:
mark-seen = Als gesehen notieren: { $about }
mark-seen-ask = Was wurde getan?
mark-until = { $who } bis { $until }: { $about }
mark-what = Was ist zu tun?
mark-done = Es ist erledigt: { $about }
mark-done-ask = Was kam dabei heraus?
mark-for-good = { $ask } Die Bemerkung wird nie geändert oder gelöscht.
mark-is-done = Es ist erledigt
mark-change = Ändern: wer, bis wann oder was
mark-observed = Was haben Sie am Auto gesehen?
mark-whose = Wer soll etwas tun?
mark-until-when = Bis wann?
mark-who-seen = Wer hat es gesehen?
mark-who-says = Wer sagt das?
mark-as-recorded = Das Auto ist wie notiert
mark-not-as-recorded = Ist es nicht: welcher Punkt, getippt
mark-tomorrow = morgen
mark-days = { $n } Tage
mark-other-day = Ein anderer Tag, getippt
mark-other-name = Ein anderer Name, getippt
mark-all = alle { $n }
mark-some = { $n } der { $all }
mark-of-job = { $count } von { $job }
mark-of-kind = { $count } dieser Liste: { $finding }
mark-only-findings = nur ein Befund kann als gesehen notiert werden: 1 zeigt sie
mark-only-actions = nur zu einem Befund ist etwas zu erledigen: 1 zeigt sie
mark-already = schon { $seen }
mark-say-seen = sagen Sie in einer Zeile, was getan wurde
mark-say-to-do = sagen Sie in einer Zeile, was zu tun ist
mark-say-done = sagen Sie in einer Zeile, was dabei herauskam
mark-left = { $n ->
    [one] { $n } bleibt für jemand anderen: { $who } hat daran gearbeitet
   *[other] { $n } bleiben für jemand anderen: { $who } hat daran gearbeitet
}
mark-own-work = { $who } hat an diesem Auftrag gearbeitet: jemand anderes muss es ansehen
mark-recorded = als gesehen notiert: { $finding }
mark-recorded-of = als gesehen notiert: { $finding } von { $job }
mark-recorded-all = als gesehen notiert: { $n } Befunde, jeweils eine Zeile
mark-recorded-for = notiert zu { $n } Befunden, jeweils eine Zeile
mark-set = notiert: { $who } bis { $until }, zu { $finding }
mark-set-of = notiert: { $who } bis { $until }, zu { $finding } von { $job }
mark-ended = als erledigt notiert: zu { $finding }
mark-ended-of = als erledigt notiert: zu { $finding } von { $job }
audit-own-sheet = sein Blatt wird in seiner eigenen Werkstatt gedruckt
audit-no-focus = kein Auftrag ist gewählt
audit-of-record = dies betrifft die Aufzeichnung, nicht einen Auftrag
audit-nothing-to-open = hier ist nichts zu öffnen
audit-still-reading = noch ist nichts zu speichern: die Journale werden noch gelesen
audit-nothing-to-save = hier ist nichts zu speichern
audit-saving-workbook = eine Arbeitsmappe wird gespeichert …
audit-saving-report = ein Bericht wird gespeichert …
audit-saving-evidence = der Nachweis wird gespeichert …
audit-saved = gespeichert als { $path }
audit-not-saved = nicht gespeichert in exports/audit: { $why }
audit-wait-to-save = warten Sie, bis die Journale gelesen sind, und speichern Sie dann

# --- wessen Hand es ist
identify-head = wer unterschreibt
identify-title = Wer unterschreibt
identify-writing = wird geschrieben …
identify-badge = { $name }: Tippen Sie Ihre PIN, oder scannen Sie Ihren Ausweis.
identify-card = { $name }: Tippen Sie Ihre PIN, oder halten Sie Ihren Ausweis an den Leser.
identify-signs = Unterschrieben wird: { $what }. Wer sonst hier ist, sieht weg; nichts davon wird behalten.
identify-required = Ohne eines von beiden wird nichts notiert.
identify-asked = Enter allein: notiert wird, dass der Name getippt wurde, und das sieht der Chef.
identify-refused = ohne wird nichts notiert: tippen Sie die PIN, oder scannen Sie den Ausweis
identify-seen = dass „{ $finding }“ gesehen wurde
identify-seen-of = dass „{ $finding }“ von { $job } gesehen wurde
identify-to-do = was { $who } zu „{ $finding }“ tun soll
identify-to-do-of = was { $who } zu „{ $finding }“ von { $job } tun soll
identify-done = was zu „{ $finding }“ getan wurde
identify-done-of = was zu „{ $finding }“ von { $job } getan wurde
identify-correction = eine Korrektur: { $item }, Auftrag { $job }
identify-override = ein Übergehen: { $item }, Auftrag { $job }
identify-second = der zweite Name für ein Übergehen: { $item }, Auftrag { $job }
identify-no-second = dass es keinen zweiten Namen für ein Übergehen gibt: { $item }, Auftrag { $job }

# --- Listen auf der Befehlszeile
listing-given = das Angegebene
listing-in = { $station } in { $workshop }
listing-nothing = nichts anzusehen
listing-read = { $jobs ->
    [one] { $jobs } Auftrag
   *[other] { $jobs } Aufträge
} von { $all }, { $rows ->
    [one] { $rows } Zeile
   *[other] { $rows } Zeilen
} an { $stations ->
    [one] { $stations } Arbeitsplatz
   *[other] { $stations } Arbeitsplätzen
}
listing-found = { $grave ->
    [one] { $grave } schwerer
   *[other] { $grave } schwere
}, { $serious ->
    [one] { $serious } ernster
   *[other] { $serious } ernste
}, { $notes ->
    [one] { $notes } Hinweis
   *[other] { $notes } Hinweise
}; { $seen } gesehen
listing-hidden = die Aufzeichnung selbst hat daneben { $n ->
    [one] { $n } Fehler: precheck verify nennt ihn
   *[other] { $n } Fehler: precheck verify nennt sie
}
