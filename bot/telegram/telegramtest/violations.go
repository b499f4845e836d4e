package telegramtest

import (
	"fmt"

	"prayerbot/bot/adapter/fake"
)

// violations are the requests that broke a rule: of the schema, of the limits, or
// of what goes together.
type violations struct{ noted }

type noted = fake.Violations

func (v *violations) note(method string, refused *refusal) {
	if refused != nil && refused.wrong {
		v.Note(fmt.Sprintf("%s: %s", method, refused.description))
	}
}
