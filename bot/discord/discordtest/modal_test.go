package discordtest

import (
	"maps"
	"strconv"
	"strings"
	"testing"
)

// labelOf is a field below what it is for.
func labelOf(field fields) fields { return part(18, fields{"label": "What", "component": field}) }

// options are so many of a group, each with its own value.
func options(n int) (all []fields) {
	for i := range n {
		all = append(all, fields{"label": "L", "value": strconv.Itoa(i)})
	}
	return all
}

// modalOf is a form of fields.
func modalOf(all ...fields) fields {
	labels := []fields{}
	for _, field := range all {
		labels = append(labels, labelOf(field))
	}
	return fields{"custom_id": "1 pray", "title": "T", "components": labels}
}

// with are fields with some changed.
func (f fields) with(changes fields) fields {
	all := maps.Clone(f)
	maps.Copy(all, changes)
	return all
}

// The rules of Discord's component reference for what stands in a modal.
func TestFormsAreTakenStrictly(t *testing.T) {
	long := strings.Repeat("x", 101)
	text := part(4, fields{"style": 2, "custom_id": "text", "required": true, "max_length": 10})
	one := part(21, fields{"custom_id": "one", "options": options(2)})
	some := part(22, fields{"custom_id": "some", "options": options(1)})
	yesNo := part(23, fields{"custom_id": "yes"})
	chosen := func(n int) (all []fields) {
		for _, o := range options(2)[:n] {
			all = append(all, o.with(fields{"default": true}))
		}
		return append(all, options(2)[n:]...)
	}
	for what, tt := range map[string]struct {
		body   fields
		status int
	}{
		"one of each":                     {modalOf(text, one, some, yesNo), 204},
		"choices alone":                   {modalOf(one), 204},
		"five":                            {modalOf(text, one, some, yesNo, yesNo.with(fields{"custom_id": "more"})), 204},
		"six":                             {modalOf(text, one, some, yesNo, yesNo.with(fields{"custom_id": "a"}), yesNo.with(fields{"custom_id": "b"})), 400},
		"none":                            {modalOf(), 400},
		"no title":                        {modalOf(one).with(fields{"title": ""}), 400},
		"a long title":                    {modalOf(one).with(fields{"title": strings.Repeat("x", 46)}), 400},
		"the same id twice":               {modalOf(one, one), 400},
		"no id":                           {modalOf(one.with(fields{"custom_id": ""})), 400},
		"a field without a label":         {fields{"custom_id": "1", "title": "T", "components": []fields{one}}, 400},
		"a long label":                    {fields{"custom_id": "1", "title": "T", "components": []fields{labelOf(one).with(fields{"label": strings.Repeat("x", 46)})}}, 400},
		"a label's description":           {fields{"custom_id": "1", "title": "T", "components": []fields{labelOf(one).with(fields{"description": "d"})}}, 204},
		"an empty description":            {fields{"custom_id": "1", "title": "T", "components": []fields{labelOf(one).with(fields{"description": ""})}}, 400},
		"a button":                        {modalOf(button(nil)), 400},
		"ten options":                     {modalOf(one.with(fields{"options": options(10)})), 204},
		"eleven options":                  {modalOf(one.with(fields{"options": options(11)})), 400},
		"a radio with one option":         {modalOf(one.with(fields{"options": options(1)})), 400},
		"a radio with one chosen":         {modalOf(one.with(fields{"options": chosen(1)})), 204},
		"a radio with two chosen":         {modalOf(one.with(fields{"options": chosen(2)})), 400},
		"a radio with a number of values": {modalOf(one.with(fields{"min_values": 1})), 400},
		"a group without options":         {modalOf(some.with(fields{"options": options(0)})), 400},
		"a group of which none is taken":  {modalOf(some.with(fields{"min_values": 0})), 400},
		"one that may be left out":        {modalOf(some.with(fields{"min_values": 0, "required": false})), 204},
		"more than can be":                {modalOf(some.with(fields{"min_values": 2, "max_values": 1})), 400},
		"more are chosen than can be":     {modalOf(some.with(fields{"options": chosen(2), "max_values": 1})), 400},
		"a long option":                   {modalOf(some.with(fields{"options": []fields{{"label": long, "value": "1"}}})), 400},
		"a long note of an option":        {modalOf(some.with(fields{"options": []fields{{"label": "L", "value": "1", "description": long}}})), 400},
		"a value twice":                   {modalOf(some.with(fields{"options": append(options(1), options(1)...)})), 400},
		"a checkbox that is ticked":       {modalOf(yesNo.with(fields{"default": true})), 204},
		"a checkbox that is required":     {modalOf(yesNo.with(fields{"required": true})), 400},
	} {
		s := New()
		s.Guild("100", "7", "110")
		i := s.Interaction("110", "9")
		if status, answer := post(t, s, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", "", fields{"type": 9, "data": tt.body}); status != tt.status {
			t.Errorf("%s: the status is %d: %s", what, status, answer)
		}
		if opened := s.Opened(i) != nil; opened != (tt.status == 204) {
			t.Errorf("%s: it is opened: %v", what, opened)
		}
		s.Close()
	}
}

// Discord does not send a form off that is not filled in as it says.
func TestAFormIsSentOffOnlyAsItSays(t *testing.T) {
	s := New()
	defer s.Close()
	s.Guild("100", "7", "110")
	i := s.Interaction("110", "9")
	body := modalOf(part(21, fields{"custom_id": "one", "options": options(2)}), part(22, fields{"custom_id": "some", "options": options(3), "min_values": 2}), part(23, fields{"custom_id": "yes"}))
	if status, answer := post(t, s, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", "", fields{"type": 9, "data": body}); status != 204 {
		t.Fatalf("the status is %d: %s", status, answer)
	}
	for what, tt := range map[string]struct {
		chosen Chosen
		sent   bool
	}{
		"all":             {Chosen{"one": {"1"}, "some": {"0", "2"}, "yes": Yes}, true},
		"no checkbox":     {Chosen{"one": {"1"}, "some": {"0", "2"}}, true},
		"nothing of one":  {Chosen{"some": {"0", "2"}}, false},
		"two of one":      {Chosen{"one": {"0", "1"}, "some": {"0", "2"}}, false},
		"too few":         {Chosen{"one": {"1"}, "some": {"0"}}, false},
		"what is not":     {Chosen{"one": {"7"}, "some": {"0", "2"}}, false},
		"an other choice": {Chosen{"one": {"1"}, "some": {"0", "2"}, "more": Yes}, false},
	} {
		if sent, err := s.Fill(s.Opened(i), "", tt.chosen); (err == nil) != tt.sent || (sent != nil) != tt.sent {
			t.Errorf("%s: %v", what, err)
		}
	}
}
