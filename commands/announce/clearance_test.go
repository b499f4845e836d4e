package announce

import (
	"fmt"
	"testing"
)

// TestWhoLetsAnAnnouncementOut goes through all that a clearance can be, and
// holds the rule in other words: all whom it takes have their right now, one of
// them decides, and they are two where two are asked for.
func TestWhoLetsAnAnnouncementOut(t *testing.T) {
	standings := []standing{outsider, writer, decider}
	no, yes := false, true
	for _, author := range standings {
		for _, second := range standings {
			for _, agreed := range []bool{no, yes} {
				for _, two := range []bool{no, yes} {
					for _, left := range []bool{no, yes} {
						c := clearance{author: author, agreed: agreed, second: second, two: two, left: left}
						alone := author == decider && !two
						pair := author != outsider && agreed && second != outsider && (author == decider || second == decider)
						if got := c.decide() == goes; got != (!left && (alone || pair)) {
							t.Errorf("%+v goes: %t", c, got)
						}
						if c.halted = true; c.decide() == goes {
							t.Errorf("%+v goes", c)
						}
					}
				}
			}
		}
	}
}

func TestWhyAnAnnouncementWaits(t *testing.T) {
	for _, tt := range []struct {
		c    clearance
		want decision
	}{
		{clearance{author: decider}, goes},
		{clearance{author: decider, two: true}, waitsForSecond},
		{clearance{author: decider, two: true, agreed: true, second: writer}, goes},
		{clearance{author: decider, two: true, agreed: true}, refusesSecond},
		{clearance{author: decider, agreed: true}, goes}, // nobody asks for a second person
		{clearance{author: writer}, waitsForOwner},
		{clearance{author: writer, two: true}, waitsForOwner},
		{clearance{author: writer, agreed: true, second: writer}, waitsForOwner},
		{clearance{author: writer, agreed: true, second: decider, two: true}, goes},
		{clearance{author: outsider, agreed: true, second: decider}, refusesAuthor},
		{clearance{author: decider, left: true}, refusesPlace},
		{clearance{author: decider, halted: true}, refusesTakeOver},
		{clearance{author: writer, halted: true}, refusesTakeOver},
	} {
		t.Run(fmt.Sprintf("%+v", tt.c), func(t *testing.T) {
			if got := tt.c.decide(); got != tt.want {
				t.Errorf("it comes to %d, want %d", got, tt.want)
			}
		})
	}
}
