package words_test

import (
	"strings"
	"testing"
	"time"
)

func TestSpanishIsReadAsPeopleSayIt(t *testing.T) {
	v, noon := voice(t, "es"), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, row := range table(t, "es/wishes.tsv", 6) {
		w := v.ReadWish(row[0])
		if got := [5]string{clockText(w.Clock), daysText(w), w.Place, w.For, moreText(w)}; got != [5]string(row[1:6]) {
			t.Errorf("%q says %q, want %q", row[0], got, row[1:])
		}
	}
	for _, row := range table(t, "es/dates.tsv", 2) {
		if got := datesText(v.ReadDate(row[0], tuesday)); got != row[1] {
			t.Errorf("%q is %s, want %s", row[0], got, row[1])
		}
	}
	for _, row := range table(t, "es/moments.tsv", 2) {
		if got := momentText(v.ReadMoment(row[0], tuesday, noon)); got != row[1] {
			t.Errorf("%q is %s, want %s", row[0], got, row[1])
		}
	}
	for _, row := range table(t, "es/repetitions.tsv", 3) {
		r, is := v.ReadRepetition(row[0], tuesday)
		got, rest := repetitionText(r, is), ""
		if is {
			rest = strings.Join(strings.Fields(row[0])[r.Words:], " ")
		}
		if got != row[1] || rest != row[2] {
			t.Errorf("%q is read as %q and %q, want %q and %q", row[0], got, rest, row[1], row[2])
		}
	}
}

func TestSpanishIsUnderstoodInsteadOfACommand(t *testing.T) {
	v := voice(t, "es-MX")
	for text, want := range map[string]string{
		"basta": "unsubscribe", "no más": "unsubscribe", "pausa": "schedule pause", "Reanudar": "schedule resume", "horario": "schedule", "ayuda": "help",
		"¿qué puedes hacer?": "help", "borra mis datos": "forget", "noticias": "news", "El punto de oración": "pray", "países": "country", "Zona horaria": "settings", "privacidad": "privacy",
		"cancelar": "cancel", "stop": "unsubscribe", "buenos días": "",
	} {
		if got, _ := v.CommandFor(text); got != want {
			t.Errorf("%q means %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]bool{"amén": true, "Amén.": true, "AMÉN AMÉN": true, "he orado": true, "ya oré": true, "amen": true, "amenaza": false, "hola": false} {
		if got := v.MeansPrayed(text); got != want {
			t.Errorf("%q means that somebody has prayed: %t", text, got)
		}
	}
	for _, text := range []string{"todos", "todo", "todas", "all"} {
		if !v.MeansAll(text) {
			t.Errorf("%q does not mean all", text)
		}
	}
	for text, want := range map[string]string{"de 22:00 a 07:00": "22:00 07:00", "de las 10 de la noche a las 7 de la mañana": "22:00 07:00", "22:00 hasta 07:00": "22:00 07:00"} {
		from, to, _ := v.ReadSpan(text)
		if got := clockText(&from) + " " + clockText(&to); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if got := v.CutUntil("hasta el 24 de diciembre"); datesText(v.ReadDate(got, tuesday)) != "2026-12-24" {
		t.Errorf("until leaves %q", got)
	}
}
