package fake_test

import (
	"encoding/json"
	"testing"

	"prayerbot/bot/adapter/fake"
)

func TestTheSameSeedSpoilsTheSameWayAndLeavesTheDocument(t *testing.T) {
	const text = `{"a":[1,{"b":"x"},null],"c":{"d":[[2]]}}`
	var document any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	one, two := fake.NewMutator(5), fake.NewMutator(5)
	forms := map[string]bool{}
	for range 100 {
		a, err := json.Marshal(one.Mutate(document))
		if err != nil {
			t.Fatal(err)
		}
		b, _ := json.Marshal(two.Mutate(document))
		if string(a) != string(b) {
			t.Fatalf("the same seed gives %.200s and %.200s", a, b)
		}
		forms[string(a)] = true
	}
	if now, _ := json.Marshal(document); string(now) != text {
		t.Errorf("the document has become %s", now)
	}
	if len(forms) < 60 {
		t.Errorf("100 turns gave only %d forms", len(forms))
	}
}
