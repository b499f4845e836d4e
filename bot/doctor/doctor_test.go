package doctor_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/doctor"
)

func row(name string, run func(context.Context) doctor.Result) doctor.Check {
	return doctor.Check{Name: name, Remedy: "Look at it.", Run: run}
}

func TestEveryRowIsRunWhateverTheOthersDo(t *testing.T) {
	got := doctor.Examine(t.Context(), []doctor.Check{
		row("well", func(context.Context) doctor.Result { return doctor.Well("%d are there", 3) }),
		row("warned", func(context.Context) doctor.Result { return doctor.Warn("it is slow").With("Wait.") }),
		row("broken", func(context.Context) doctor.Result { panic("no pen") }),
		row("ill", func(context.Context) doctor.Result { return doctor.Ill("it is gone") }),
		row("well with a remedy", func(context.Context) doctor.Result { return doctor.Well("fine").With("Nothing.") }),
	}, time.Minute)
	want := []doctor.Finding{
		{Name: "well", State: doctor.OK, Found: "3 are there"},
		{Name: "warned", State: doctor.Warning, Found: "it is slow", Remedy: "Wait."},
		{Name: "broken", State: doctor.Fault, Found: "the check itself broke: no pen", Remedy: "Please report this as a fault of the program."},
		{Name: "ill", State: doctor.Fault, Found: "it is gone", Remedy: "Look at it."},
		{Name: "well with a remedy", State: doctor.OK, Found: "fine"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestACheckHasABoundedTime(t *testing.T) {
	got := doctor.Examine(t.Context(), []doctor.Check{row("slow", func(ctx context.Context) doctor.Result {
		<-ctx.Done()
		return doctor.Ill("no answer: %v", ctx.Err())
	})}, time.Millisecond)
	if got[0].Found != "no answer: context deadline exceeded" {
		t.Errorf("got %+v", got)
	}
}

func TestTheWorstStateIsThatOfAll(t *testing.T) {
	for _, tt := range []struct {
		states []doctor.State
		want   doctor.State
	}{
		{nil, doctor.OK},
		{[]doctor.State{doctor.OK, doctor.Warning, doctor.OK}, doctor.Warning},
		{[]doctor.State{doctor.Fault, doctor.Warning, doctor.OK}, doctor.Fault},
	} {
		var findings []doctor.Finding
		for _, s := range tt.states {
			findings = append(findings, doctor.Finding{State: s})
		}
		if got := doctor.Worst(findings); got != tt.want {
			t.Errorf("%v: %v", tt.states, got)
		}
	}
}

func TestAFindingAsJSON(t *testing.T) {
	data, err := json.Marshal([]doctor.Finding{{Name: "clock", State: doctor.Warning, Found: "slow", Remedy: "Set it."}, {Name: "store", Found: "fine"}})
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"name":"clock","state":"warning","found":"slow","remedy":"Set it."},{"name":"store","state":"ok","found":"fine"}]`
	if string(data) != want {
		t.Errorf("got %s", data)
	}
}
