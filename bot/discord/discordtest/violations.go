package discordtest

import (
	"fmt"

	"prayerbot/bot/adapter/fake"
)

// violations are the requests that no good bot makes, whatever happens: those that broke a
// rule of the schema, of the limits or of what goes together. What a good bot may run into
// (a right that it lost, a message that is gone, an interaction that is over) is none.
type violations struct{ noted }

type noted = fake.Violations

func (v *violations) note(method, path string, refused *refusal) {
	if refused != nil && refused.broke() {
		v.Note(fmt.Sprintf("%s %s: %s", method, path, refused.text))
	}
}

// broke tells whether a refusal is of what no good bot asks for: a body that is malformed,
// an empty message, a route that there is not.
func (r *refusal) broke() bool {
	return r.code == malformed || r.code == emptyMessage || r.status == 404 && r.code == 0
}

// Discord's codes of what breaks a rule.
const (
	malformed    = 50035
	emptyMessage = 50006
)
