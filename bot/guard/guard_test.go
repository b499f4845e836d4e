package guard_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"prayerbot/bot/guard"
)

func TestAPanicIsAnErrorWithItsStack(t *testing.T) {
	err := guard.Try(func() error { panic("the connection went wrong") })
	var broken *guard.PanicError
	if !errors.As(err, &broken) || broken.Value != "the connection went wrong" || !strings.Contains(broken.Stack, "guard_test.go") {
		t.Errorf("it is %v", err)
	}
}

func TestWhatDoesNotPanicKeepsItsError(t *testing.T) {
	silent := errors.New("the store is silent")
	if err := guard.Try(func() error { return silent }); err != silent {
		t.Errorf("it is %v", err)
	}
	if broken := guard.Do(func() {}); broken != nil {
		t.Errorf("it is %v", broken)
	}
}

func TestAPanicIsLoggedWithItsStackAndAnErrorWithout(t *testing.T) {
	panicked := guard.Try(func() error { panic("a point went wrong") })
	if attrs := guard.Attrs(fmt.Errorf("deliver: %w", panicked)); len(attrs) != 4 || attrs[2] != "stack" {
		t.Errorf("a panic is logged with %v", attrs)
	}
	if attrs := guard.Attrs(errors.New("the store is silent")); len(attrs) != 2 {
		t.Errorf("an error is logged with %v", attrs)
	}
}
