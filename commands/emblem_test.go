package commands_test

import (
	"context"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/card"
)

// emblemOn is the card of a reply's emblem; false where it has none.
func emblemOn(t *testing.T, r reply.Reply) (card.Card, bool) {
	t.Helper()
	if r.Emblem == nil {
		return card.Card{}, false
	}
	drawn, is := r.Emblem.File.(sketch)
	if !is || r.Emblem.Alt == "" || !r.Emblem.Decorative {
		t.Fatalf("the emblem is %+v", r.Emblem)
	}
	return drawn.card, true
}

// What comes by itself and is about one country shows where that is, where the chat wants
// pictures and is not discreet.
func TestWhatComesShowsWhereItIsAbout(t *testing.T) {
	k := withCards(t)
	k.set(t, "news 3h en NG Somebody: What happened")
	k.say("/subscribe 07:00 Lagos for Nigeria")
	k.say("/subscribe news 08:00 Lagos for Nigeria")
	ctx, slot := context.Background(), record.Slot{Date: content.DateOf(k.req.Now), Due: k.req.Now}
	for what, tt := range map[string]struct {
		chosen map[record.Setting]string
		is     bool
	}{
		"with pictures":             {map[record.Setting]string{record.SettingPicture: record.On}, true},
		"without":                   {nil, false},
		"in a discreet chat":        {map[record.Setting]string{record.SettingPicture: record.On, record.SettingDiscreet: record.On}, false},
		"discreet, without picture": {map[record.Setting]string{record.SettingDiscreet: record.On}, false},
	} {
		for _, setting := range []record.Setting{record.SettingPicture, record.SettingDiscreet} {
			value := tt.chosen[setting]
			if value == "" {
				value = record.Off
			}
			k.choose(setting, value)
		}
		chat := k.chat(t)
		daily, err := k.core.Daily(ctx, chat, chat.Subscriptions[0], slot, k.req.Now)
		if err != nil {
			t.Fatal(err)
		}
		digest, _, err := k.core.Digest(ctx, chat, chat.Subscriptions[1], slot, k.req.Now)
		if err != nil || digest.Empty() {
			t.Fatal("there is no digest", err)
		}
		alert := k.core.Announced(record.Announcement{Kind: record.KindUrgent, Country: "NG", Text: "Pray."}, "en")
		for kind, r := range map[string]reply.Reply{"the point": daily, "the news": digest, "an alert": alert} {
			got, is := emblemOn(t, k.core.Delivered(r, chat, k.req.Now))
			if is != tt.is || is && (got.Country != "NG" || (got.Design == card.AlertEmblem) != (kind == "an alert")) {
				t.Errorf("%s, %s: the emblem is %v, %+v", what, kind, is, got)
			}
		}
		notice := k.core.Announced(record.Announcement{Text: "We meet."}, "en")
		if _, is := emblemOn(t, k.core.Delivered(notice, chat, k.req.Now)); is {
			t.Errorf("%s: a notice has an emblem", what)
		}
	}
}
