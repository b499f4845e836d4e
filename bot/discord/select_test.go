package discord

import (
	"fmt"
	"testing"

	"prayerbot/commands/reply"
)

// many are n buttons that differ in what they lead to, in rows of two, above one that leads
// back.
func many(n int) (rows [][]reply.Button) {
	for i := range n {
		b := reply.Button{Label: fmt.Sprint("Part ", i), Do: fmt.Sprint("country =", i)}
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	return append(rows, []reply.Button{{Label: "Back", Do: "help"}})
}

func TestManyButtonsOfOneKindAreAMenu(t *testing.T) {
	for _, n := range []int{fewest, 18, maxOptions} {
		all := components(many(n))
		if len(all) != 2 || len(all[1].Components) != 1 {
			t.Fatalf("%d are %+v", n, all)
		}
		menu, is := all[0].Components[0].(picker)
		if !is || len(menu.Options) != n || menu.Options[3] != (option{"Part 3", "1 country =3"}) {
			t.Errorf("%d are the menu %+v", n, all[0])
		}
	}
	for _, n := range []int{1, fewest - 1} {
		for _, r := range components(many(n)) {
			if _, is := r.Components[0].(picker); is {
				t.Errorf("%d buttons are a menu", n)
			}
		}
	}
	for what, line := range map[string][]reply.Button{
		"links":                 {{Label: "A", Link: "https://example.org"}},
		"commands alone":        {{Label: "A", Do: "help"}},
		"of different commands": {{Label: "A", Do: "country =1"}, {Label: "B", Do: "news =1"}},
	} {
		var rows [][]reply.Button
		for range fewest - 1 {
			rows = append(rows, line)
		}
		for _, r := range components(rows) {
			if _, is := r.Components[0].(picker); is {
				t.Errorf("%s are a menu", what)
			}
		}
	}
}
