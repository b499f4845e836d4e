package bot_test

import (
	"fmt"
	"slices"
	"strings"

	"prayerbot/bot/discord/discordtest"
)

// fills makes somebody press a button that opens a form, which is written down, and send
// that off with what they choose.
func (s *scene) fills(person, label string, chosen discordtest.Chosen) {
	s.Helper()
	var form *discordtest.Form
	opens := func() error {
		i, err := s.discord.Press(person, channel, label)
		if err == nil {
			s.await("a form", func() bool { form = s.discord.Opened(i); return form != nil })
		}
		return err
	}
	s.does(names[person]+" presses "+label, opens, func() bool { return true })
	fmt.Fprintf(&s.out, "    a form opens: %s\n", drawnForm(form))
	var sent *discordtest.Interaction
	sends := func() (err error) { sent, err = s.discord.Fill(form, "", chosen); return err }
	s.does(fmt.Sprintf("%s chooses %s and sends it off", names[person], chosenOf(form, chosen)), sends, func() bool { return s.discord.Answer(sent) != nil })
}

// drawnForm is what somebody sees of a form.
func drawnForm(f *discordtest.Form) string {
	var text strings.Builder
	text.WriteString(f.Title)
	if f.Field != "" {
		fmt.Fprintf(&text, " / %s [%s]", f.Label, f.Value)
	}
	for _, c := range f.Choices {
		fmt.Fprintf(&text, " / %s", c.Label)
		for _, o := range c.Options {
			fmt.Fprintf(&text, " (%s%s)", map[bool]string{true: "✓ "}[o.Is], o.Label)
		}
		if c.Kind == 23 {
			fmt.Fprintf(&text, " (%s)", map[bool]string{true: "✓"}[c.Ticked])
		}
	}
	return text.String()
}

// chosenOf are the labels of what somebody chooses in a form.
func chosenOf(f *discordtest.Form, chosen discordtest.Chosen) string {
	var labels []string
	for _, c := range f.Choices {
		for _, o := range c.Options {
			if slices.Contains(chosen[c.ID], o.Value) {
				labels = append(labels, o.Label)
			}
		}
		if c.Kind == 23 && len(chosen[c.ID]) > 0 {
			labels = append(labels, c.Label)
		}
	}
	return strings.Join(labels, ", ")
}
