package commands_test

import (
	"context"
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// What a subscription is for is read as what is prayed for: a slip is said, and a name
// that means several asks which.
func TestWhatASubscriptionIsForIsAskedAndSaidAsElsewhere(t *testing.T) {
	for _, tt := range []struct {
		asks []string
		says []string
	}{
		{[]string{"/subscribe 7am lagos for nort korea"}, []string{"I took this for North Korea.", "For North Korea"}},
		{[]string{"/subscribe 7am lagos for nort korea, Iran"}, []string{"I took \"nort korea\" for North Korea.", "For Iran and North Korea"}},
		{[]string{"/subscribe 7am lagos for Kaduna"}, []string{"Kaduna is in Nigeria.", "For Nigeria"}},
		{[]string{"/subscribe 7am lagos for Tibet and Kaduna"}, []string{"For Tibet, see China.", "Kaduna is in Nigeria."}},
		{[]string{"/subscribe for nort korea"}, []string{"I took this for North Korea.", "Where are you?"}},
		{[]string{"/subscribe 7am lagos for Kashmir"}, []string{"For Kashmir, see one of these."}},
		{[]string{"/subscribe 7am lagos for Kashmir", "=India"}, []string{"at 07:00, every day", "For India", "Africa/Lagos"}},
		{[]string{"/subscribe 7am lagos for Nigeria, Kashmir, Iran on weekdays", "=Pakistan"}, []string{"07:00, Monday to Friday", "For Iran, Nigeria and Pakistan"}},
		{[]string{"/subscribe 7am lagos for Nigeria, Kashmir", "Pakistan"}, []string{"For Nigeria and Pakistan"}},
		{[]string{"/subscribe for congo", "=🇨🇬 Republic of the Congo", "Lagos"}, []string{"For the Republic of the Congo", "Africa/Lagos"}},
		{[]string{"/subscribe 7 lagos for congo", "=🇨🇬 Republic of the Congo", "=19:00"}, []string{"19:00", "For the Republic of the Congo"}},
		{[]string{"/subscribe 7am lagos", "/schedule change for Kashmir", "=India"}, []string{"Changed", "For India"}},
		{[]string{"/subscribe 7am lagos", "/schedule change for nort korea"}, []string{"I took this for North Korea.", "Changed"}},
		{[]string{"/subscribe 7am lagos for Kashmir and Congo"}, []string{"For Kashmir, see one of these."}},
		{[]string{"/subscribe 7am lagos for Kashmir and Congo", "=India"}, []string{"One more of your names can mean several countries.", "Republic of the Congo"}},
		{[]string{"/subscribe 7am lagos for Kashmir and Congo", "=India", "=🇨🇬 Republic of the Congo"}, []string{"at 07:00, every day", "For the Republic of the Congo and India"}},
		{[]string{"/subscribe 7am lagos for Nigeria, Korea, Congo and Guinea on weekdays", "=South Korea", "=🇨🇬 Republic of the Congo", "=🇬🇳 Guinea"}, []string{"Monday to Friday", "For the Republic of the Congo, Guinea, South Korea and Nigeria"}},
		{[]string{"/subscribe for Korea and Congo", "=South Korea", "=🇨🇬 Republic of the Congo", "Lagos"}, []string{"For the Republic of the Congo and South Korea", "Africa/Lagos"}},
		{[]string{"/subscribe 7am lagos for Korea and Congo", "north korea", "=🇨🇬 Republic of the Congo"}, []string{"For the Republic of the Congo and North Korea"}},
		{[]string{"/subscribe 7am lagos", "/schedule change for Kashmir and Congo", "=India", "=🇨🇬 Republic of the Congo"}, []string{"Changed", "For the Republic of the Congo and India"}},
		{[]string{"/subscribe 7am lagos for Korea and nowhereland"}, []string{"I know no country or region called"}},
		{[]string{"/subscribe 7am lagos for nowhereland"}, []string{"I know no country or region called"}},
	} {
		k := newTalk(t)
		var got reply.Reply
		for _, line := range tt.asks {
			if label, press := strings.CutPrefix(line, "="); press {
				got = k.pressThat(label)
				continue
			}
			got = k.say(line)
		}
		for _, says := range tt.says {
			if !strings.Contains(plain(got), says) {
				t.Errorf("%q does not say %q:\n%s", tt.asks, says, plain(got))
			}
		}
	}
}

// pressThat presses the button whose label ends so.
func (k *talk) pressThat(label string) reply.Reply {
	for _, row := range k.last.Buttons {
		for _, b := range row {
			if strings.HasSuffix(b.Label, label) {
				return k.press(b.Label)
			}
		}
	}
	return k.press(label)
}

// What does not fit a question and is a clear request is answered as that request;
// else it is said what to type, and the question goes on.
func TestWhatDoesNotFitAQuestionIsARequestOrIsAskedAgain(t *testing.T) {
	for _, tt := range []struct {
		asks   []string
		answer string
	}{
		{[]string{"/pray nigeria 03/04", "n. korea"}, "= 🇰🇵 North Korea ="},
		{[]string{"/subscribe 7 lagos", "iran"}, "= 🇮🇷 Iran ="},
		{[]string{"/subscribe 7 lagos", "amen"}, "Thank you for praying"},
		{[]string{"/subscribe 7 lagos", "help"}, "/pray"},
		{[]string{"/subscribe 7 lagos", "stop"}, "There is no daily prayer point here"},
		{[]string{"/subscribe 7 lagos", "never mind"}, "All right. Nothing was changed."},
		{[]string{"/subscribe", "never mind"}, "All right. Nothing was changed."},
		{[]string{"/subscribe", "cancel"}, "All right. Nothing was changed."},
		{[]string{"/subscribe", "help"}, "/pray"},
		{[]string{"/subscribe", "stop"}, "There is no daily prayer point here"},
		{[]string{"/subscribe 7am lagos every other day", "north korea"}, "= 🇰🇵 North Korea ="},
		{[]string{"/pray nigeria 03/04", "soon"}, "is not a date that I can read"},
		{[]string{"/pray nigeria 03/04", "soon", "24 december"}, "Thursday 24 December 2026"},
		{[]string{"/subscribe 7 lagos", "hello", "in the evening at 7"}, "at 19:00, every day"},
		{[]string{"/subscribe 7 lagos", "iran", "19:00"}, "Where are you?"},
		{[]string{"/schedule pause"}, "There is no daily prayer point"},
	} {
		k := newTalk(t)
		var got reply.Reply
		for _, line := range tt.asks {
			got = k.say(line)
		}
		if !strings.Contains(plain(got), tt.answer) {
			t.Errorf("%q ends in\n%s", tt.asks, plain(got))
		}
	}
}

// While somebody types, times and dates are offered too, the chat's own subscriptions,
// and several values behind commas.
func TestTimesDatesAndSubscriptionsAreOffered(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 7am lagos for Nigeria")
	k.say("/subscribe 8pm lagos on sundays")
	for _, tt := range []struct{ command, param, typed, first string }{
		{"subscribe", "time", "", "07:00"},
		{"subscribe", "time", "7", "07:00|19:00"},
		{"subscribe", "time", "7p", "19:00"},
		{"subscribe", "time", "half past 6", "06:30|18:30"},
		{"subscribe", "time", "noo", "12:00"},
		{"subscribe", "time", "mid", "12:00|00:00"},
		{"subscribe", "time", "18", "18:00|18:30"},
		{"subscribe", "time", "even", "19:00|18:00|20:00|21:00"},
		{"schedule", "time", "6:3", "06:30"},
		{"schedule", "until", "24 d", "Thursday 24 December 2026"},
		{"schedule", "until", "chr", "Thursday 24 December 2026|Friday 25 December 2026"},
		{"pray", "date", "", "Tuesday 24 November 2026|Wednesday 25 November 2026"},
		{"pray", "date", "tom", "Wednesday 25 November 2026"},
		{"pray", "date", "yest", "Monday 23 November 2026"},
		{"pray", "date", "sun", "Sunday 29 November 2026"},
		{"pray", "date", "easter", "Sunday 28 March 2027"},
		{"pray", "date", "2026-12-2", "Wednesday 2 December 2026|Sunday 20 December 2026|Monday 21 December 2026"},
		{"pray", "date", "dec", "Tuesday 1 December 2026|Wednesday 2 December 2026"},
		{"unsubscribe", "which", "", "1. 07:00, every day, for Nigeria|2. 20:00, Sunday, for the whole world"},
		{"schedule", "which", "niger", "1. 07:00, every day, for Nigeria"},
		{"subscribe", "on", "mon", "Monday to Friday|Monday"},
		{"subscribe", "on", "monday, wednesday, f", "Monday, Wednesday and Friday"},
		{"subscribe", "for", "iran, north k", "Iran and North Korea"},
		{"announce", "when", "7p", "19:00"},
	} {
		var labels []string
		for _, choice := range k.core.Complete(context.Background(), k.req, tt.command, tt.param, tt.typed) {
			labels = append(labels, choice.Label)
		}
		if got := strings.Join(labels, "|"); !strings.HasPrefix(got+"|", tt.first+"|") {
			t.Errorf("/%s %s %q offers %s, want first %s", tt.command, tt.param, tt.typed, got, tt.first)
		}
	}
}

// Each time and date that is offered is one that the command takes.
func TestWhatIsOfferedIsTaken(t *testing.T) {
	k := newTalk(t)
	k.say("/subscribe 7am lagos")
	for _, tt := range []struct{ command, param, typed, says string }{
		{"pray", "date", "christmas eve", "Thursday 24 December 2026"},
		{"subscribe", "time", "7p", "19:00, every day"},
		{"subscribe", "on", "tuesday, thu", "Tuesday and Thursday"},
		{"unsubscribe", "which", "1", "is ended"},
	} {
		choices := k.core.Complete(context.Background(), k.req, tt.command, tt.param, tt.typed)
		if len(choices) == 0 {
			t.Errorf("/%s %s %q offers nothing", tt.command, tt.param, tt.typed)
			continue
		}
		req := k.req
		req.Command, req.Args = tt.command, reply.Args{tt.param: choices[0].Value}
		if got := plain(k.core.Handle(context.Background(), req)); !strings.Contains(got, tt.says) {
			t.Errorf("/%s %q answers\n%s", tt.command, req.Args, got)
		}
	}
}

// A place of several zones, a disputed one, a part of the world or a name of several
// clocks asks by buttons with clocks; nothing says where a disputed one lies.
func TestAPlaceOfSeveralZonesAsks(t *testing.T) {
	for typed, want := range map[string]string{
		"Kashmir": "Kolkata", "Kurdistan": "Tehran", "Papua": "Port Moresby", "congo": "Lubumbashi", "Golan": "Jerusalem",
		"EET": "Athens", "IST": "Kolkata", "BST": "London", "AEST": "Sydney", "ACST": "Adelaide", "Sahel": "Mali", "Africa": "West Africa", "Europe": "Eastern Europe",
		"Central Asia": "Kazakhstan", "Russia": "Moscow", "Spratly Islands": "Ho Chi Minh City", "China": "Shanghai",
	} {
		k := newTalk(t)
		got := k.say("/settings " + typed)
		if len(got.Buttons) < 2 || !strings.Contains(offers(got), want) {
			t.Errorf("/settings %s answers\n%s", typed, plain(got))
		}
	}
	for typed, zone := range map[string]string{
		"CET": "Europe/Berlin", "WET": "Europe/Lisbon", "MSK": "Europe/Moscow", "CAT": "Africa/Maputo", "WAT": "Africa/Lagos", "EAT": "Africa/Nairobi",
		"PKT": "Asia/Karachi", "ICT": "Asia/Bangkok", "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore", "KST": "Asia/Seoul", "AWST": "Australia/Perth",
		"YEKT": "Asia/Yekaterinburg", "irish standard time": "Europe/Dublin", "TMT": "Asia/Ashgabat",
	} {
		k := newTalk(t)
		if got := plain(k.say("/settings " + typed)); !strings.Contains(got, "is "+zone+".") {
			t.Errorf("/settings %s answers\n%s", typed, got)
		}
	}
}
