# Das Blatt für den Kunden auf Deutsch: einfache Wörter, kurze Sätze, keine Werkstattsprache.

# --- wie die Sprache Tage, Zeiten und Zahlen schreibt
date = { $day }. { $month } { $year }
time = { $hour }:{ $minute }
moment = { $date }, { $time }
decimal-mark = ,
figure-typed = { $figure } (eingegeben)
figure-file = { $figure } (aus einer Datei)
figure-measured = { $figure } (gemessen mit { $instrument }, { $where })
limit-within = innerhalb unserer Grenze von { $limit }
limit-within-both = innerhalb unserer Grenzen von { $least } bis { $most }
limit-below = unter unserer Grenze von { $least }
limit-above = über unserer Grenze von { $most }
spot-posts = Batteriepole
spot-leads = Klemmen des Fahrzeugs
spot-obd = OBD-Buchse
spot-saver = Stecker des Memory-Savers
spot-socket = 12-V-Steckdose
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

# --- Überschriften
title-handover = Übergabeblatt
title-stopped = Übergabeblatt: Arbeit abgebrochen
title-before = Vor der Arbeit: bitte lesen und unterschreiben
title-standing = Vor der Arbeit: sie beginnt noch nicht
title-begun = Die Arbeit läuft
stamp-copy = Kopie, berichtigt am { $date }
stamp-practice = ÜBUNG: kein echter Auftrag
head-work = Was wir getan haben
head-stopped = Warum wir abgebrochen haben
head-checked = Was wir geprüft haben
head-known = Was wir bisher wissen
head-exceptions = Nicht oder anders gemacht
head-exceptions-before = Was ausgelassen oder anders gemacht werden soll
head-notes = Gut zu wissen
head-radio = Ihr Radio
head-display = Wenn im Display CODE oder SAFE steht
head-notice = Was Ihnen in den ersten Tagen auffallen kann
head-lost = Was verloren gehen kann, wenn die Batterie abgeklemmt wird
head-lost-method = Was verloren gehen kann
head-care = Was wir tun, damit nichts verloren geht
head-consent = Ihr Einverständnis
head-standing = Warum die Arbeit noch nicht beginnt
head-proof = Nachweis

# --- Angaben
job = Auftrag
date-label = Datum
plate = Kennzeichen
car = Fahrzeug
radio = Radio
radio-none = keines im Fahrzeug
work = Arbeit
technician = Zuständig
not-known = nicht bekannt

# --- was getan wurde
period = { $from } bis { $to } Uhr
lead-off = Die Batterie war von { $off } bis { $on } Uhr abgeklemmt
lead-off-untimed = Die Batterie war abgeklemmt
lead-off-since = Die Batterie wurde um { $off } Uhr abgeklemmt
lead-off-about = Die Batterie wurde gegen { $off } Uhr abgeklemmt und um { $on } Uhr wieder angeklemmt
lead-off-about-since = Die Batterie wurde gegen { $off } Uhr abgeklemmt
lead-off-noted = Die Batterie war schon ab, als wir es um { $off } Uhr notierten, und wurde um { $on } Uhr wieder angeklemmt
lead-off-noted-since = Die Batterie war schon ab, als wir es um { $off } Uhr notierten
lead-off-since-untimed = Die Batterie wurde abgeklemmt
work-fed = { $work }: { $lead }; eine Stützspannung war angeschlossen ({ $source }): bei abgeklemmter Batterie am Bordnetz gemessen: { $volts }.
work-off = { $work }: { $lead }; Hilfsbatterie oder Stützspannung in dieser Zeit: { $source }.
work-off-volts = { $work }: { $lead }; Hilfsbatterie oder Stützspannung in dieser Zeit: { $source }; bei abgeklemmter Batterie am Bordnetz gemessen: { $volts }.
work-on = { $work }: Die Batterie blieb die ganze Zeit angeklemmt.
work-unplugged = { $work }, mit abgestecktem Radio: Die Batterie blieb die ganze Zeit angeklemmt.
work-not-noted = { $work }: Ob die Batterie abgeklemmt wurde, ist nicht notiert.
watch-throughout = Die ganze Zeit überwacht ({ $where }): durchgehend versorgt, in { $time } nie unter { $volts }.
watch-throughout-saver = Die ganze Zeit überwacht ({ $where }): in { $time } nie unter { $volts }; mit einem Memory-Saver in dieser Buchse ist das seine Spannung, nicht die des Fahrzeugs.
watch-throughout-there = Die ganze Zeit überwacht ({ $where }): dort in { $time } nie unter { $volts }.
watch-low = { $watched } von { $time } überwacht ({ $where }): die Spannung fiel bis { $volts }.
watch-part = { $watched } von { $time } überwacht ({ $where }): nie unter { $volts }, solange überwacht wurde.
watch-broken = Die Überwachung ({ $where }) wurde begonnen, aber nicht zu Ende geführt.
watch-places = mehrere Stellen
watch-none = Gemessen wurde einmal; ob die Versorgung die ganze Zeit hielt, wurde nicht überwacht.
codes-vin = FIN
codes-untold = nicht mitgeteilt
codes-none = keine
codes-stored = gespeichert
codes-pending = vorläufig
codes-permanent = dauerhaft
codes-new = neu
codes-gone = nicht mehr da
codes-same = wie vorher
codes-none-both = vorher keine, nachher keine
codes-both = Fehlercodes des Motorsteuergeräts, mit einem Adapter vor und nach der Arbeit ausgelesen: { $change }. Andere Steuergeräte wurden nicht ausgelesen.
codes-one-before = Fehlercodes des Motorsteuergeräts, mit einem Adapter nur vor der Arbeit ausgelesen: { $codes }. Andere Steuergeräte wurden nicht ausgelesen.
codes-one-after = Fehlercodes des Motorsteuergeräts, mit einem Adapter nur nach der Arbeit ausgelesen: { $codes }. Andere Steuergeräte wurden nicht ausgelesen.
codes-each = Fehlercodes des Motorsteuergeräts, mit einem Adapter ausgelesen. Vor der Arbeit: { $before }. Danach: { $after }. Andere Steuergeräte wurden nicht ausgelesen.
vin-told = FIN, wie das Fahrzeug sie nennt
lasted-minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
lasted-seconds = { $n ->
    [one] { $n } Sekunde
   *[other] { $n } Sekunden
}
work-not-begun = { $work }: Die Arbeit hatte noch nicht begonnen, und die Batterie blieb angeklemmt.
source-unknown = nicht notiert
source-none = es war keine angeschlossen

# --- abgebrochen
stop-no-code = Der Code Ihres Radios war nicht zu finden. Ohne ihn hätte das Radio nach der Arbeit stumm bleiben können.
stop-declined = Sie haben sich gegen die Arbeit entschieden.
stop-unsafe = Es war nicht sicher weiterzumachen.
stop-part-wrong = Das Teil passte nicht zu Ihrem Fahrzeug.
stop-other = Etwas stand im Weg.
stop-good = Wir haben rechtzeitig aufgehört; dafür ist diese Prüfung da. Die Arbeit kann an einem anderen Tag gemacht werden.
stop-good-on = Wir haben vor dem Ende der Arbeit aufgehört. Die Batterie ist wieder angeklemmt.
alarm-off = DIE BATTERIE IST ABGEKLEMMT
alarm-off-text = Die Batterie Ihres Fahrzeugs ist abgeklemmt. Es springt nicht an und darf nicht gefahren werden. Bitte fragen Sie uns, bevor Sie etwas tun.
alarm-unfinished = NICHT FERTIG
alarm-unfinished-text = Bitte benutzen Sie das Fahrzeug nicht, bevor wir erledigt haben, was noch offen ist.
alarm-open = Das müssen wir noch tun: { $items }.
open-lead = die Batterie wieder anklemmen
open-source = die Hilfsbatterie oder Stützspannung abnehmen
open-fitted = herausnehmen, was für die Arbeit hineinkam

# --- was geprüft wurde
col-item = Geprüft
col-before = Bei der Annahme, bevor wir begannen
col-after = Während und nach der Arbeit
row-volts = Batterie, danach Ladespannung
row-volts-before = Batterie
row-radio = Radio
row-lamps = Fehlerspeicher, Warnleuchten
skipped = trifft bei diesem Fahrzeug nicht zu
overridden = nicht gemacht
overridden-with = { $value }; wir haben trotzdem weitergemacht
overridden-before = soll ausgelassen werden
overridden-with-before = { $value }; die Arbeit soll trotzdem gemacht werden

# --- Abweichungen
left-out = { $item }: ausgelassen, weil es hier nicht zutrifft.
override-none = { $item }: nicht gemacht; die Arbeit ging trotzdem weiter.
override-value = { $item }: { $value }; die Arbeit ging trotzdem weiter.
override-none-before = { $item }: soll ausgelassen werden; die Arbeit soll ohne gemacht werden.
override-value-before = { $item }: { $value }; die Arbeit soll trotzdem gemacht werden.
decided = So entschieden von { $first }; als zweite Person wurde { $second } genannt.
decided-here = So entschieden von { $first }; { $second } war als zweite Person dabei.
decided-elsewhere = So entschieden von { $first }; { $second } stimmte als zweite Person an einem anderen Arbeitsplatz zu.
decided-phone = So entschieden von { $first }; { $second } wurde als zweite Person am Telefon gefragt.
customer-line = { $item }: { $line }

# --- Radio
serial = Seriennummer
serial-none = nicht notiert
code = Radiocode
code-value = { $value }. Wir schreiben ihn nirgends auf.
code-unknown = nicht erfragt
code-was-entered = am Radio eingegeben
code-was-found = gefunden
code-passed = nicht bestätigt
code-asks-nothing = Soweit bekannt, verlangt dieses Radio keinen
code-where = So kommen Sie an den Code: bei den Fahrzeugpapieren nach der Codekarte des Radios suchen. Sonst eine Vertragswerkstatt der Marke fragen: Fahrzeugschein und Fahrgestellnummer mitbringen, und vorher nach dem Preis fragen.
code-where-serial = So kommen Sie an den Code: bei den Fahrzeugpapieren nach der Codekarte des Radios suchen. Sonst eine Vertragswerkstatt der Marke fragen: Fahrzeugschein, Fahrgestellnummer und die Seriennummer von diesem Blatt mitbringen, und vorher nach dem Preis fragen.
code-box = Schreiben Sie Ihren Code hier von Hand hinein, schneiden Sie ihn ab und bewahren Sie ihn nicht im Fahrzeug auf.
radio-asks = Ihr Radio verlangt jetzt seinen Code. Geben Sie nur den Code ein, der zu dieser Seriennummer gehört.
radio-asks-plain = Ihr Radio verlangt jetzt seinen Code. Geben Sie nur einen Code ein, der sicher zu diesem Radio gehört.
radio-counts = Ihr Radio zählt nach falschen Codes herunter und nimmt so lange keinen an. Es muss dabei eingeschaltet bleiben: zu Hause nur mit Ladegerät an der Batterie, sonst kommen Sie zu uns.
radio-locked = Ihr Radio ist zurzeit gesperrt. Geben Sie nichts ein: Rufen Sie uns an, oder fragen Sie eine Vertragswerkstatt der Marke, was es noch annimmt.
radio-locked-for-good = Ihr Radio ist gesperrt und nimmt keinen Code mehr an. Geben Sie nichts ein: Fragen Sie eine Vertragswerkstatt der Marke, was möglich ist.
radio-dead = Ihr Radio schaltet sich nicht ein. Bitte rufen Sie uns an.

# --- Versuche
head-attempts = Versuche, den Code einzugeben
attempt-accepted = { $time }: Das Radio hat den Code angenommen.
attempt-plays = { $time }: Das Radio spielte wieder.
attempt-error = { $time }: Wir haben einen Code eingegeben, das Radio hat ihn nicht angenommen.
attempt-wait = { $time }: Wir haben einen Code eingegeben, danach verlangte das Radio zu warten.
attempt-locked = { $time }: Wir haben einen Code eingegeben, danach zeigte das Radio LOCKED.
attempt-seen-locked = { $time }: Das Radio zeigte LOCKED; wir haben nichts eingegeben.
attempt-told-one = { $time }: Anderswo war nach dem, was uns gesagt wurde, schon ein Code eingegeben worden.
attempt-told-two = { $time }: Anderswo waren nach dem, was uns gesagt wurde, schon zwei Codes eingegeben worden.
attempt-told-more = { $time }: Anderswo waren nach dem, was uns gesagt wurde, schon drei oder mehr Codes eingegeben worden.
attempt-unknown = { $time }: Anderswo waren schon Codes eingegeben worden; wie viele, wissen wir nicht.
attempt-unseen = { $time }: Ein Code wurde eingegeben; was das Radio danach tat, wurde nicht notiert.
attempts-wait = Bitte geben Sie vor { $time } nichts ein. Das Radio muss bis dahin eingeschaltet bleiben: zu Hause nur mit Ladegerät an der Batterie, sonst kommen Sie zu uns.
attempts-limit = Wir haben aufgehört: Ein weiterer falscher Code kann das Radio für immer sperren. Bitte suchen Sie zuerst den richtigen, oder fragen Sie eine Vertragswerkstatt.
attempts-locked = Das Radio nimmt keinen Code mehr an. Fragen Sie eine Vertragswerkstatt der Marke, mit den Fahrzeugpapieren und der Seriennummer.
waits = Wartezeiten: nach { $count ->
    [one] { $count } falschen Eingabe
   *[other] { $count } falschen Eingaben
} nehmen die meisten Radios { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
} lang keine Eingabe an.
waits-others = Wartezeiten: nach { $count ->
    [one] { $count } falschen Eingabe
   *[other] { $count } falschen Eingaben
} nehmen die meisten Radios { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
} lang keine Eingabe an, manche schon nach der ersten { $others ->
    [one] { $others } Minute
   *[other] { $others } Minuten
}.
waits-first = Wartezeiten: nach der ersten falschen Eingabe nimmt das Radio { $minutes ->
    [one] { $minutes } Minute
   *[other] { $minutes } Minuten
} lang keine Eingabe an, nach weiteren länger.
waits-handbook = Nach einem falschen Code nimmt es vielleicht eine Zeit lang nichts an: wie lange, sagt die Betriebsanleitung.

# --- CODE oder SAFE
display-guess = Raten Sie nicht: Jeder falsche Versuch kann zählen, auch nach einer Stromunterbrechung.
display-ignition = Lässt es Sie warten, muss das Radio so lange eingeschaltet bleiben (Schlüssel auf der ersten Stellung, wo es eine gibt). Zu Hause nur mit Ladegerät an der Batterie; sonst kommen Sie zu uns. Geben Sie bis dahin nichts ein.
display-call = Rufen Sie uns ({ $name }) vor einem zweiten Versuch an.
display-call-nobody = Rufen Sie uns vor einem zweiten Versuch an.

# --- die ersten Tage
notice-windows = Bis ein Fenster neu angelernt ist, schließt es nicht von selbst und hält nicht vor einer Hand an: Hände weg. { $how }
notice-windows-plain = Bis ein Fenster neu angelernt ist, schließt es nicht von selbst und hält nicht vor einer Hand an: Hände weg. Die Betriebsanleitung zeigt, wie es angelernt wird, oder kommen Sie zu uns.
notice-clock = Uhr, Datum oder Sender stimmen nicht: im Menü des Radios oder des Fahrzeugs neu einstellen; die Betriebsanleitung zeigt wo.
notice-idle = Der Motor läuft im Leerlauf vielleicht etwas anders, oder die Start-Stopp-Automatik bleibt aus: Das gibt sich nach einigen Tagen.
notice-lamps = Eine gelbe ESP- oder Lenkungsleuchte geht oft nach einigen Hundert Metern geradeaus aus. Leuchtet eine rote oder die Airbag-Leuchte, fahren Sie nicht: Rufen Sie uns an.
lamp-yellow = Als wir fertig waren, leuchtete eine gelbe Leuchte, oder es waren Fehler gespeichert. ESP- und Lenkungsleuchte gehen oft nach einigen Hundert Metern geradeaus aus; bleibt eine Leuchte an, rufen Sie uns bitte an.
lamp-red = Eine rote Warnleuchte oder die Airbag-Leuchte leuchtet: Fahren Sie nicht. Bitte rufen Sie uns an.
lamp-airbag = Die Airbag-Leuchte leuchtet, oder Airbags sind nicht angeschlossen: Airbags und Gurte schützen Sie vielleicht nicht. Fahren Sie nicht; bitte rufen Sie uns an.

# --- vor der Arbeit
lost-radio = Das Radio kann seinen Speicher verlieren und seinen Code verlangen. Ohne den Code bleibt es stumm.
lost-settings = Uhr, Sender und die Einstellungen der Fenster können verloren gehen. Bis Fenster neu angelernt sind, halten sie nicht vor einer Hand an.
lost-clock = Uhr und Sender des Radios können verloren gehen.
lost-windows = Die Einstellungen der Fenster können verloren gehen. Bis Fenster neu angelernt sind, halten sie nicht vor einer Hand an.
lost-nothing = Die Batterie bleibt angeklemmt. Was an dem Stromkreis hängt, an dem wir arbeiten, hat so lange vielleicht keinen Strom und kann seine Einstellungen verlieren.
lost-faults = Der Fehlerspeicher und die Bereitschaft für die Abgasuntersuchung können verloren gehen.
lost-idle = Leerlauf und Start-Stopp müssen sich vielleicht über einige Tage Fahrt neu einstellen.
care-source = Wir stützen das Bordnetz mit einer Hilfsbatterie oder einem Ladegerät, solange die Batterie abgeklemmt ist.
care-serial = Wir schreiben zuerst die Seriennummer des Radios auf, damit eine Vertragswerkstatt nach dem Code suchen kann.
care-code = Wir beginnen nicht, bevor die Frage nach dem Code geklärt ist. Wir schreiben ihn nirgends auf.
consent-yes = Ich wurde informiert, was verloren gehen kann, und bin mit der Arbeit einverstanden.
consent-no = Ich bin nicht einverstanden. Bitte lassen Sie die Batterie angeklemmt.
consent-no-method = Ich bin nicht einverstanden. Bitte beginnen Sie die Arbeit nicht.
consent-late = Die Arbeit begann um { $time } Uhr, bevor diese Seite gedruckt wurde. Als Einverständnis kann sie nicht mehr unterschrieben werden.
consent-late-untimed = Die Arbeit begann, bevor diese Seite gedruckt wurde. Als Einverständnis kann sie nicht mehr unterschrieben werden.

standing = So wie es jetzt ist, beginnen wir die Arbeit nicht. { $items }.
standing-plain = So wie es jetzt ist, beginnen wir die Arbeit nicht: bitte fragen Sie uns nach dem Grund.
standing-sign = Zu unterschreiben ist noch nichts. Ist das geklärt, bekommen Sie ein neues Blatt.

# --- Ende der Seite
explained = Persönlich erklärt
sign-confirms = Ich habe dieses Blatt erhalten. Was darin über mein Fahrzeug bei der Annahme steht, stimmt, soweit ich weiß.
sign-customer = Unterschrift Kunde, Datum
sign-workshop = Unterschrift Werkstatt, Datum
name = Name des Kunden
receipt = Beleg
station = Arbeitsplatz
row = Zeile
time-label = Zeit
seal = Siegel
how-to-check = Diese Seite steht für einen versiegelten Eintrag: Wer die Aufzeichnungen der Werkstatt hat, prüft ihn mit „precheck verify --receipt { $receipt }“.
not-covered = Von diesem Beleg nicht gedeckt: was nach { $time } eingetragen wurde ({ $count }).
not-intact = Die Aufzeichnung dieses Auftrags ist nicht unversehrt
not-intact-why = Etwas darin wurde geändert, eingefügt oder entfernt, nachdem es geschrieben war. Dieses Blatt beweist deshalb nichts und hat keinen Beleg.
flaw-answer = { $what }: nachträglich geändert (Zeile { $row })
flaw-changed = Zeile { $row }: nachträglich geändert
flaw-unchecked = Zeile { $row }: nicht prüfbar, weil die Zeile davor beschädigt ist
flaw-counted = Zeile { $row }: die Zeilen dieses Auftrags sind nicht die, die gezählt wurden
flaw-file = Die Datei { $file } ist beschädigt oder liegt nicht dort, wo sie geschrieben wurde
open-record = Diese Seite ist kein Beleg: Der Auftrag ist noch offen. Den Beleg bekommen Sie, wenn er endet.
continued = { $title }, Fortsetzung
page = Seite { $page } von { $pages }

email-subject = Das Blatt zu Ihrem Fahrzeug, { $date }
email-text = Guten Tag,

    im Anhang ist das Blatt zur Arbeit an Ihrem Fahrzeug (Auftrag { $number }): wie es zu uns kam, was getan wurde und was Ihnen jetzt auffallen kann.
    Ist etwas unklar, antworten Sie auf diese E-Mail oder rufen Sie uns an.

    { $workshop }
