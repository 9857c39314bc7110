# Was die Werkstatt aus ihrer Aufzeichnung herausgibt, auf Deutsch: der Bericht über einen Monat und der Nachweis eines Auftrags.

report-title = Bericht über die Prüfungen vor der Arbeit
report-evidence-title = Nachweis zu einem Auftrag
report-broken-stamp = DIE AUFZEICHNUNG IST NICHT UNVERSEHRT
report-cover = Überblick
report-period = Zeitraum
report-period-value = { $from } – { $to }
report-filter = Auswahl
report-filter-none = alle Aufträge
report-made = Erstellt am
report-read = Gelesen
report-read-value = { $rows ->
    [one] { $rows } Zeile; Arbeitsplätze: { $stations }
   *[other] { $rows } Zeilen; Arbeitsplätze: { $stations }
}
report-record = Aufzeichnung
report-intact = unversehrt: jedes Siegel passt
report-not-intact = NICHT UNVERSEHRT; Fehler: { $faults }
report-part-unread = ein Teil war nicht lesbar oder nicht prüfbar
report-resaved = unversehrt; von anderem Programm neu gespeichert
report-jobs = Aufträge
report-jobs-value = { $n } von { $all }
report-none = kein Auftrag passt zur Auswahl
report-banner = Dieser Bericht zählt, was die Aufzeichnung jetzt sagt. Ein Teil davon wurde nach dem Schreiben geändert oder entfernt oder ist nicht lesbar. precheck verify nennt jede Stelle.

report-head-short = Kurz gefasst
report-short-jobs = Gezählte Aufträge
report-short-jobs-value = { $n }: { $finished } beendet, { $stopped } abgebrochen, { $open } offen
report-short-mistakes = Aus Versehen angelegt
report-short-mistakes-value = { $n }; sonst nirgends gezählt
report-short-findings = Befunde, die niemand gesehen hat
report-short-findings-value = { $grave ->
    [one] { $grave } schwerer
   *[other] { $grave } schwere
}, { $serious ->
    [one] { $serious } ernster
   *[other] { $serious } ernste
}, { $notes ->
    [one] { $notes } Hinweis
   *[other] { $notes } Hinweise
}; { $seen } gesehen
report-short-cleared = Arbeit freigegeben
report-of-jobs = { $n ->
    [one] { $count } von { $n } Auftrag ({ $share })
   *[other] { $count } von { $n } Aufträgen ({ $share })
}
report-short-confirmed = Code gesehen oder probiert
report-of-asked = { $count } von { $n }, bei denen gefragt wurde ({ $share })
report-short-overridden = Aufträge mit Übergehen
report-short-lost = Radios, die ihren Speicher verloren
report-of-played = { $count } von { $n }, die bei der Annahme spielten ({ $share })
report-short-attempts = Aufträge mit Codeeingaben

report-head-record = Die Aufzeichnung selbst
report-head-to-do = Zu erledigen
report-col-whose = Wer
report-col-until = Bis
report-until-overdue = { $day } – überfällig
report-col-to-do = Was, und zu welchem Befund
report-head-findings = Befunde je Auftrag, die schwersten zuerst
report-findings-none = Kein Auftrag hat Schweres oder Ernstes, das niemand gesehen hat.
report-findings-notes = Aufträge nur mit Hinweisen, hier nicht aufgeführt: { $jobs }.
report-findings-n = { $n ->
    [one] n = { $n } Auftrag mit Schwerem oder Ernstem, das niemand gesehen hat.
   *[other] n = { $n } Aufträge mit Schwerem oder Ernstem, das niemand gesehen hat.
}
report-col-job = Auftrag
report-col-day = Tag
report-col-plate = Kennzeichen
report-col-who = Wer
report-col-found = Befund
report-weight-grave = schwer
report-weight-serious = ernst
report-weight-note = Hinweis
report-seen = gesehen von { $who }

report-head-trends = Monat für Monat
report-chart-jobs = Aufträge
report-chart-confirmed = Code gesehen oder probiert, % der Aufträge
report-chart-overridden = Mit Übergehen, % der Aufträge
report-chart-lost = Speicher verloren, % der Radios, die spielten
report-trend-note = Über jedem Balken seine Zahl, darunter Monat und n. Ein Anteil an wenigen Aufträgen sagt wenig.
report-col-month = Monat
report-col-n = n
report-col-finished = Beendet
report-col-stopped = Abbruch
report-col-open = Offen
report-col-overridden = Übergangen
report-col-confirmed = Code gesehen oder probiert
report-col-lost = Verl. / spielten

report-head-code = Der Code
report-chart-code = Wie er gesichert wurde
report-chart-found = Wie er gefunden wurde
report-head-backup = Stützspannung, und was aus Radios wurde, die spielten
report-col-watched = Überwacht
report-col-fell-to = Niedrigste Spannung
report-col-read = Wie sie abgelesen wurde
report-col-source = Stützspannung
report-col-jobs = Aufträge
report-col-played = Spielten vorher
report-col-lost-count = Verloren
report-head-overrides = Übergangene Schritte
report-overrides-n = { $n ->
    [one] { $count } Mal in { $jobs } von { $n } Auftrag
   *[other] { $count } Mal in { $jobs } von { $n } Aufträgen
}
report-head-radio = Das Radio
report-chart-arrival = Bei der Annahme
report-chart-afterwards = Danach
report-head-kinds = Die Arbeit
report-chart-kinds = Arten der Arbeit
report-chart-attempts = Codeeingaben am Radio
report-chart-overrides = Nach Schritt
report-head-times = Wie lange die Seiten dauerten
report-col-page = Seite
report-col-median = Median
report-col-p90 = Neun von zehn bis
report-times-note = Von Freigabe zu Freigabe nach der Uhr, Pausen eingerechnet.
report-interruptions = { $n ->
    [one] { $n } Unterbrechung
   *[other] { $n } Unterbrechungen
} in { $jobs } von { $all ->
    [one] { $all } Auftrag
   *[other] { $all } Aufträgen
}, zusammen { $time }.
report-head-technicians = Je Techniker
report-technicians-note = In der Reihenfolge der Namen. Wer die schwierigen Autos bekommt, hat die schwierigen Zahlen; unter { $least } Aufträgen keine Anteile.
report-col-name = Name
report-nobody = niemand genannt
report-count-share = { $count }  ({ $share })
report-how = So wurde gezählt: allein aus den Zeilen der versiegelten Aufzeichnung; jede Zahl hat ihr n. docs/formats.md von precheck erklärt jedes Wort, docs/sql zählt dasselbe ohne precheck.

report-page-a = A, vor der Arbeit
report-page-b = B, Stützspannung und letzter Blick
report-page-c = C, bei abgeklemmter Batterie
report-page-d = D, vor der Fahrzeugübergabe

report-outcome-open = offen
report-stop-no-code = kein Code
report-stop-declined = der Kunde wollte nicht
report-stop-unsafe = nicht sicher
report-stop-part-wrong = falsches Teil
report-stop-mistake = aus Versehen angelegt
report-stop-other = anderer Grund
said-skipped = trifft nicht zu
said-none = keine Antwort
said-not-said = nicht gesagt
said-unnamed = Kennung { $id }
said-num = gemessen
said-sn = gelesen
said-text = notiert
reply-accepted = angenommen
reply-error = nicht angenommen
reply-wait = verlangte Wartezeit
reply-locked = zeigte LOCKED
reply-unknown = nicht bekannt

report-station = Arbeitsplatz
report-serial = Seriennr. Radio
report-people = Gearbeitet haben
report-ended = Beendet
report-verdict-intact = Die Aufzeichnung dieses Auftrags ist unversehrt: jedes Siegel passt zu seiner Zeile und der davor, und die Summe des Auftrags passt zu seinen Zeilen.
report-verdict-open = Die Aufzeichnung ist bis hierher unversehrt. Der Auftrag ist offen: noch deckt keine Summe seine Zeilen.
report-verdict-resaved = Der Inhalt ist unversehrt. Ein anderes Programm hat die Datei seither neu gespeichert.
report-verdict-unreadable = Etwas war nicht lesbar: Zeilen dieses Auftrags können fehlen.
report-verdict-broken = Die Aufzeichnung dieses Auftrags ist NICHT unversehrt. Mit ✗ markierte Zeilen sagen nicht, was an jenem Tag geschrieben wurde, oder sind nicht prüfbar.
report-wording-missing = Der Wortlaut der Fragen liegt nicht vor oder ist ein anderer als der jenes Tages: an seiner Stelle stehen Kürzel.
report-head-happened = Was geschah
report-head-job-findings = Was gefunden wurde
report-no-findings = Die Auswertung hat an diesem Auftrag nichts gefunden.
report-head-rows = Jede Zeile, wie sie aufgezeichnet wurde
report-rows-note = { $own ->
    [one] { $own } Zeile
   *[other] { $own } Zeilen
} des Arbeitsplatzes { $station }, { $others } anderer Arbeitsplätze. ✓: das Siegel passt zu seiner Zeile und der davor. Die letzte Spalte hat die ersten zwölf Stellen jedes Siegels.
report-head-cannot = Was dies nicht zeigen kann
report-cannot-true = Ein Siegel zeigt, dass eine Zeile nach dem Schreiben nicht geändert wurde, nicht dass sie die Wahrheit sagt.
report-cannot-whole = Ein Blatt allein kann als Ganzes erfunden sein. An einen Tag in der Werkstatt bindet es der Beleg auf dem Papier des Kunden oder das Journal der Werkstatt.
report-cannot-later = Der Beleg deckt die Zeilen bis zu der, die den Auftrag beendete. Spätere Zeilen und die anderer Arbeitsplätze werden einzeln geprüft.
report-how-evidence = Zum Prüfen gibt die Werkstatt den Ordner zu diesem Auftrag heraus (precheck audit --evidence { $job } --bundle ORDNER): darin sind die Zeilen ganz, der Wortlaut, und wie man sie mit und ohne precheck prüft. Diesen Beleg mit dem auf dem Papier des Kunden vergleichen.
report-open-proof = Der Auftrag ist offen: es gibt noch keinen Beleg.
report-broken-proof = Hier steht kein Beleg: er würde für einen Beweis gehalten.
report-col-row = Zeile
report-col-time = Zeit
report-col-what = Was
report-col-seal = Siegel

happened-started = Begonnen: { $what }
happened-started-file = Aus einer Datei begonnen: { $what }
happened-corrected = geändert: { $item }: { $said }
happened-answered = { $item }: { $said }
happened-skipped = { $item }: trifft nicht zu
happened-taken-over = Übernommen vom Arbeitsplatz { $from }; von hier an an { $at }
happened-second-asked = Zweite Person an den anderen Arbeitsplätzen gefragt: { $name }: { $item }
happened-second-agreed = Ist die zweite Person: { $item }
happened-second-declined = Ist nicht die zweite Person: { $item }
happened-overrode = ÜBERGANGEN: { $item }: { $said }
happened-interrupted = auf Seite { $page } unterbrochen
happened-resumed = auf Seite { $page } weitergemacht
happened-cleared = Seite { $page } freigegeben
happened-called = Seite { $page } freigegeben: { $call }
happened-finished = Auftrag beendet
happened-stopped = Auftrag abgebrochen: { $why }
happened-left-off = Auftrag abgebrochen: { $why }; DIE BATTERIE BLIEB AB
happened-attempted = Ein Code wurde eingegeben; das Radio: { $reply }
happened-seen = Am Radio gesehen: { $reply }
happened-begun-code = Ein Code sollte eingegeben werden
happened-withdrawn = Es wurde doch kein Code eingegeben
happened-corrected-code = Das Radio sagte stattdessen: { $reply }
happened-read-again-asks = LOCKED war falsch abgelesen: das Display verlangt den Code
happened-read-again-waits = LOCKED war falsch abgelesen: das Display lässt warten
happened-handed-signed = Blatt übergeben, vom Kunden unterschrieben
happened-handed-not-signed = Blatt übergeben, nicht unterschrieben
happened-handed-not-collected = Das Auto ging ohne sein Blatt
happened-printed = Blatt gedruckt: { $result }
happened-remarked-item = Bemerkung zu { $item }
happened-remarked-call = Bemerkung bei der Freigabe von Seite { $page }
happened-remarked-job = Bemerkung zum Auftrag
happened-codes = { $instrument } hat das Fahrzeug ausgelesen ({ $item }): { $told }
happened-codes-change = ; neben denen vor der Arbeit: { $change }
happened-watch-began = { $instrument } überwachte ab hier die Versorgung des Fahrzeugs ({ $where }); als Einbruch gilt, was unter { $floor } liegt
happened-watch-dip = Die Versorgung lag { $seconds } s darunter, bis { $volts }
happened-watch-lost = { $instrument } lieferte { $seconds } s lang keinen Wert
happened-watch-gap = Die Versorgung war { $seconds } s nicht überwacht: das Programm lief nicht
happened-watch-ended = Ende der Überwachung: niedrigster Wert { $volts }, überwacht { $watched } von { $of } s
happened-watch-ended-empty = Ende der Überwachung ohne einen Messwert
happened-action = Zu erledigen zu: { $finding }. Durch { $who } bis { $until }
happened-action-done = Erledigt zu: { $finding }
happened-emailed = Das Blatt wurde per E-Mail geschickt
happened-reviewed = Befund gesehen: { $finding }
happened-note = „{ $note }“
happened-replaced = später durch Zeile { $row } ersetzt
