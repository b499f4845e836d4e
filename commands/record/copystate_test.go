package record

import (
	"encoding/json"
	"slices"
	"testing"
)

// states are copy states beside their stored form, which never changes.
var states = map[string]CopyState{
	"":                      {},
	"waiting":               CopyWaiting.State(),
	"sent":                  CopySent.State(),
	"failed blocked":        CopyFailed.Because("blocked"),
	"failed 7 of 9":         CopyFailed.Because("7 of 9"),
	"failed":                CopyFailed.State(),
	"stopped":               CopyStopped.State(),
	"corrected 1":           {Kind: CopyCorrected, Revision: 1},
	"corrected":             CopyCorrected.State(),
	"corrected by hand":     CopyCorrected.Because("by hand"),
	"uncorrected 2 missing": {Kind: CopyUncorrected, Revision: 2, Reason: "missing"},
	"retracted":             CopyRetracted.State(),
	"replaced":              CopyReplaced.State(),
	"kept refused":          CopyKept.Because("refused"),
	"? what is this":        {Kind: "?", Reason: "what is this"},
}

func TestACopyStateIsReadAsWritten(t *testing.T) {
	for text, state := range states {
		if got := state.String(); got != text {
			t.Errorf("%+v is written %q, not %q", state, got, text)
		}
		if got := ParseCopyState(text); got != state {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestProgressIsKeptByTheStoredForm(t *testing.T) {
	const text = `{"failed blocked":1,"uncorrected 2 missing":3,"waiting":2}`
	progress := Progress{}
	if err := json.Unmarshal([]byte(text), &progress); err != nil {
		t.Fatal(err)
	}
	if progress[CopyFailed.Because("blocked")] != 1 || progress[CopyWaiting.State()] != 2 {
		t.Errorf("got %v", progress)
	}
	if got, err := json.Marshal(progress); err != nil || string(got) != text {
		t.Errorf("written as %s, %v", got, err)
	}
}

func TestACopyIsReadAsWritten(t *testing.T) {
	for text, want := range map[string]CopyState{
		"sent|11 12":          CopySent.State(),
		"failed not allowed|": CopyFailed.Because("not allowed"),
	} {
		state, ids := DecodeCopy(text)
		if state != want || EncodeCopy(state, ids) != text {
			t.Errorf("%q is read as %+v with %q", text, state, ids)
		}
	}
	for _, text := range []string{"", "|11 12"} {
		if state, ids := DecodeCopy(text); state != CopyWaiting.State() || slices.Contains(ids, "") {
			t.Errorf("%q is read as %+v with %q", text, state, ids)
		}
	}
}

func TestACorrectionThatACopyHas(t *testing.T) {
	for text, has := range map[string]bool{"corrected 2": true, "uncorrected 2 missing": true, "corrected 1": false, "failed 2": false, "sent": false} {
		if got := ParseCopyState(text).Has(2); got != has {
			t.Errorf("%q has the second correction: %v", text, got)
		}
	}
}
