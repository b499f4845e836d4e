package pray

import (
	"context"
	"errors"
	"maps"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
	"prayerbot/content/gazetteer"
)

// offersAfter is how many deliveries a chat has read before it is offered pictures.
const offersAfter = 3

// WithOffer is a delivery that also says, once in the life of a chat, that pictures can come
// with it. With which delivery is stored first, so that a second try says the same and no
// other delivery does. It is said to nobody whose clock does not show that they are safe, and
// where something cannot be found out, not this time. Where the button cannot be pressed, as
// in a channel, it is left out with it.
func WithOffer(ctx context.Context, env *session.Env, r reply.Reply, chat record.Chat, sub record.Subscription, slot record.Slot) reply.Reply {
	o := offer{env, chat, sub.ID, slot}
	if sub.Week || !o.suits() || r.Empty() {
		return r
	}
	made, err := o.made(ctx)
	if err != nil {
		env.Log().Warn("pictures could not be offered", "platform", chat.ID.Platform, "error", err)
	}
	if !made {
		return r
	}
	s := env.SessionFor(env.CurrentLibrary(), session.LookOf(chat), slot.Due)
	r.Blocks = append(slices.Clip(r.Blocks), reply.Block{Kind: reply.Note, Text: s.Say("pray.offer_picture"), Chooses: true})
	r.Buttons = append(slices.Clip(r.Buttons), []reply.Button{{Label: s.Say("button.pictures"), Do: "settings " + string(record.SettingPicture) + " " + record.On}})
	return r
}

// An offer is a delivery with which pictures may be offered.
type offer struct {
	env          *session.Env
	chat         record.Chat
	subscription int
	slot         record.Slot
}

// suits tells whether a chat could want pictures and may be asked.
func (o offer) suits() bool {
	does, open := o.chat.OffersPictures(o.subscription, o.slot.Date)
	return (does || open) && o.env.Draws() && !o.chat.Discreet() &&
		o.chat.Setting(record.SettingPicture) == record.Off && o.chat.Setting(record.SettingPublish) == record.Off && o.safe()
}

// safe tells whether all clocks of the chat are those of safe places.
func (o offer) safe() bool {
	clocks := safeClocks(o.env.CurrentLibrary())
	if o.chat.Zone != "" && !clocks[o.chat.Zone] {
		return false
	}
	return !slices.ContainsFunc(o.chat.Subscriptions, func(s record.Subscription) bool { return !clocks[s.Zone] })
}

// made tells whether the offer is made with this delivery, which it stores.
func (o offer) made(ctx context.Context) (bool, error) {
	if does, _ := o.chat.OffersPictures(o.subscription, o.slot.Date); does {
		return true, nil
	}
	if read, err := o.read(ctx); err != nil || read < offersAfter {
		return false, err
	}
	_, err := o.env.ChangeChat(ctx, o.chat.ID, o.slot.Due, func(chat *record.Chat) error {
		if _, open := chat.OffersPictures(o.subscription, o.slot.Date); !open || chat.Revision == "" {
			return record.ErrChanged
		}
		chat.OfferPictures(o.subscription, o.slot.Date)
		return nil
	})
	if errors.Is(err, record.ErrChanged) { // by another delivery, or it is forgotten
		return false, nil
	}
	return err == nil, err
}

// read is how many of the chat's latest deliveries have come.
func (o offer) read(ctx context.Context) (n int, err error) {
	log, err := o.env.Store().Log(ctx, o.chat.ID)
	for _, e := range log {
		if e.Subscription > 0 && (e.Outcome == record.OutcomeSent || e.Outcome == record.OutcomeLate) {
			n++
		}
	}
	return n, err
}

// safeKey is the key of safeClocks.
type safeKey struct{}

// safeClocks are the time zones of countries that are not on the World Watch List, and of
// none that is: it names the countries in which to be found with a picture is most
// dangerous. Without a list there are none.
func safeClocks(l *content.Library) map[string]bool {
	return l.Derive(safeKey{}, func() any {
		safe, watched := map[string]bool{}, map[string]bool{}
		for place := range gazetteer.Countries() {
			country, clocks := l.Country(place.Country), safe
			switch {
			case country == nil:
				continue
			case onWatchList(country) || slices.Contains(reached, country.Key):
				clocks = watched
			}
			for _, zone := range place.Zones {
				clocks[zone] = true
			}
		}
		if maps.DeleteFunc(safe, func(zone string, _ bool) bool { return watched[zone] }); len(watched) == 0 {
			clear(safe)
		}
		return safe
	}).(map[string]bool)
}

// reached are the places in which somebody can be tried by the laws of a country on the list.
var reached = []string{"HK", "MO"}

// onWatchList tells whether the World Watch List names a country.
func onWatchList(c *content.Country) bool {
	return slices.ContainsFunc(c.Facts, func(f content.Fact) bool { return f.Kind == content.FactWatchList })
}
