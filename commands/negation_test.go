package commands_test

import (
	"context"
	"testing"
)

// TestNotIsNeverItsOpposite says that somebody does not want to end, hold or move what comes
// to them, in languages in which "no" is "not" too. Nothing changes.
func TestNotIsNeverItsOpposite(t *testing.T) {
	for tag, lines := range map[string][]string{
		"es": {
			"no quiero darme de baja", "No quiero darme de baja, gracias.", "no me quites de la lista", "no pares los mensajes",
			"no quiero salirme", "mejor los lunes no", "no me mandes los lunes", "el lunes no me manden nada", "no dejes de mandarme mensajes",
		},
		"pt": {
			"não quero sair da lista", "não me tire da lista", "não pare de mandar mensagens", "não pare as mensagens",
			"não quero cancelar, obrigado", "não me mande às segundas", "não quero dar um tempo",
		},
		"it": {
			"non toglietemi dalla lista", "non voglio cancellarmi", "non voglio smettere", "non fermarti", "non sospendere i messaggi",
			"non mandarmi niente il lunedì", "no non cancellatemi",
		},
	} {
		l := newSentences(t, tag)
		for _, line := range lines {
			l.fresh()
			l.say("/subscribe 07:00 Europe/Berlin")
			answer := l.say(line)
			if chat, _ := l.store.Chat(context.Background(), l.req.Chat); heldText(chat) != "resume" {
				t.Errorf("%s: %q leads to %q\n%s", tag, line, heldText(chat), plain(answer))
			}
		}
	}
}
