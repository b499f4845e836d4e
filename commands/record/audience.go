package record

import (
	"slices"
	"strings"

	"prayerbot/content"
)

// An Audience is a set of chats: those of a kind that are subscribed, or have
// joined.
type Audience struct {
	Kind AudienceKind
	Key  string // which one of its kind
}

// AudienceKind is what an audience has in common. It is stored, so its form
// never changes.
type AudienceKind string

// The kinds of audiences, each with what its Key is.
const (
	ToChat      AudienceKind = "chat"      // one chat: "telegram:7"
	ToGroup     AudienceKind = "space"     // a server or group with its channels or topics: "discord:100"
	ToCommunity AudienceKind = "community" // the chats of a community: its id
	ToEveryone  AudienceKind = "everyone"  // all chats: ""
	ToCountry   AudienceKind = "country"   // those who chose a country or a region that holds it: "NG"
	ToRegion    AudienceKind = "region"    // those who chose a region or a country in it: "middle-east"
	ToPlatform  AudienceKind = "platform"  // one platform: "telegram"
	ToDirect    AudienceKind = "direct"    // one chat, whether or not it is subscribed: "telegram:-7"
	ToPerson    AudienceKind = "person"    // one person alone with the bot: "telegram:7"
	ToGroups    AudienceKind = "groups"    // the chats of a community that belong to a server or group: its id
	ToRecall    AudienceKind = "recall"    // those whose last delivery showed a point or post that is withdrawn: its id or key
	ToOperators AudienceKind = "operators" // the people who run the bot, each alone: the item that somebody has a concern about
)

// String gives the form in which an audience is typed: "country:NG".
func (to Audience) String() string {
	if to.Key == "" {
		return string(to.Kind)
	}
	return string(to.Kind) + ":" + to.Key
}

// ParseAudience reads what String wrote, whatever kind and key it names.
func ParseAudience(text string) Audience {
	kind, key, _ := strings.Cut(text, ":")
	return Audience{Kind: AudienceKind(kind), Key: key}
}

// Place is the chat, or the server or group, that a ToChat or ToGroup names.
func (to Audience) Place() ChatID {
	id, _ := ParseChatID(to.Key)
	return id
}

// One is the only chat of an audience that asks for no subscription: of a person
// alone it has their own number. false where an audience is of another kind.
func (to Audience) One() (ChatID, bool) {
	return to.Place(), to.Kind == ToDirect || to.Kind == ToPerson
}

// Persons tells whether an audience are persons, whose own numbers stand for the
// chats where each is alone with the bot.
func (to Audience) Persons() bool { return to.Kind == ToPerson || to.Kind == ToOperators }

// Members tells whether an audience are chats of a community.
func (to Audience) Members() bool { return to.Kind == ToCommunity || to.Kind == ToGroups }

// Platform is the only platform that an audience is on; "" may be on any.
func (to Audience) Platform() string {
	switch to.Kind {
	case ToChat, ToGroup, ToDirect, ToPerson:
		return to.Place().Platform
	case ToPlatform:
		return to.Key
	}
	return ""
}

// Origin is the server or group, or the chat alone, where an announcement was
// drafted.
func (a Announcement) Origin() Audience {
	if a.GroupID == "" {
		return Audience{Kind: ToChat, Key: a.From.String()}
	}
	return Audience{Kind: ToGroup, Key: ChatID{Platform: a.From.Platform, Key: a.GroupID}.String()}
}

// Wide tells whether an announcement goes further than its author could send
// one as a moderator: then it is for operators alone.
func (a Announcement) Wide() bool {
	switch a.To.Kind {
	case ToChat:
		return a.To.Place() != a.From
	case ToGroup:
		return a.To.Place() != ChatID{Platform: a.From.Platform, Key: a.GroupID}
	}
	return a.To.Kind != ToCommunity
}

// Includes tells whether a chat belongs to the announcement's audience, by its
// own record. Which chats are subscribed, and which communities there are, only
// the store knows.
func (a Announcement) Includes(chat Chat) bool {
	switch a.To.Kind {
	case ToChat, ToDirect, ToPerson:
		return chat.ID == a.To.Place()
	case ToGroups:
		return chat.Community == a.To.Key && chat.GroupID != ""
	case ToGroup:
		return chat.ID.Platform == a.To.Place().Platform && chat.GroupID == a.To.Place().Key
	case ToCommunity:
		return chat.Community == a.To.Key
	case ToPlatform:
		return chat.ID.Platform == a.To.Key
	case ToCountry, ToRegion:
		return slices.ContainsFunc(chat.Subscriptions, a.follows)
	case ToEveryone:
		return true
	case ToRecall:
		return len(a.Recalled(chat)) > 0
	}
	return false
}

// follows tells whether a subscription chose what the announcement is about.
func (a Announcement) follows(s Subscription) bool {
	countries, regions := a.Within, []string{a.To.Key}
	if a.To.Kind == ToCountry {
		countries, regions = []string{a.To.Key}, a.Within
	}
	return overlap(s.Selection.Countries, countries) || overlap(s.Selection.Regions, regions)
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// Within is what belongs to an audience's country or region: the region that
// holds the country, or the countries of the region.
func Within(lib *content.Library, to Audience) []string {
	var keys []string
	switch to.Kind {
	case ToCountry:
		if c := lib.Country(to.Key); c != nil && c.Region != nil {
			keys = append(keys, c.Region.Key)
		}
	case ToRegion:
		if r := lib.Region(to.Key); r != nil {
			for _, c := range r.Countries {
				keys = append(keys, c.Key)
			}
		}
	}
	return keys
}
