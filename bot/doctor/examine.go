package doctor

import (
	"context"
	"fmt"
	"time"
)

// A Finding is a check with what it found, as it is printed.
type Finding struct {
	Name   string `json:"name"`
	State  State  `json:"state"`
	Found  string `json:"found"`
	Remedy string `json:"remedy,omitempty"` // empty where all is well
}

// Examine runs the checks one after the other, each for at most the given time.
// A check that panics is a fault of its row, and the others are run.
func Examine(ctx context.Context, checks []Check, each time.Duration) []Finding {
	all := make([]Finding, len(checks))
	for i, c := range checks {
		all[i] = examine(ctx, c, each)
	}
	return all
}

func examine(ctx context.Context, c Check, each time.Duration) (f Finding) {
	ctx, cancel := context.WithTimeout(ctx, each)
	defer cancel()
	f.Name = c.Name
	defer func() {
		if broken := recover(); broken != nil {
			f.State, f.Found = Fault, fmt.Sprintf("the check itself broke: %v", broken)
			f.Remedy = "Please report this as a fault of the program."
		}
	}()
	r := c.Run(ctx)
	f.State, f.Found, f.Remedy = r.State, r.Found, r.Remedy
	if f.State == OK {
		f.Remedy = ""
	} else if f.Remedy == "" {
		f.Remedy = c.Remedy
	}
	return f
}

// Worst is the worst state of all findings; OK where there are none.
func Worst(findings []Finding) State {
	worst := OK
	for _, f := range findings {
		worst = max(worst, f.State)
	}
	return worst
}
