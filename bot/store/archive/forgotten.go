package archive

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// ForgottenLife is how long it is remembered that something was forgotten: longer
// than the oldest of the copies that a running bot keeps (CopiesKept, one a day).
const ForgottenLife = (CopiesKept + 1) * 24 * time.Hour

// CopiesKept is how many copies a running bot keeps, one a day.
const CopiesKept = 14

// A Mark says that something was forgotten: a keyed hash of its name, and when.
type Mark struct {
	Mark string
	At   time.Time
}

// MarkOf is the mark of a name under a key: base64 of the first 18 bytes of an
// HMAC with SHA-256.
func MarkOf(key, name string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(name))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:18])
}

// CommunityName names a community in the list. A chat and a person are named as
// ChatID.String and UserID.String do.
func CommunityName(id string) string { return "community:" + id }

// AudienceName names in the list the place or the community that an audience is; "" is
// neither.
func AudienceName(to record.Audience) string {
	switch to.Kind {
	case record.ToChat, record.ToGroup:
		return to.Key
	case record.ToCommunity, record.ToGroups:
		return CommunityName(to.Key)
	}
	return ""
}

// A Forgotten knows what was forgotten, by one list or several, each with the key
// of its marks. What was set up anew after it was forgotten is in an archive that
// was made after that, and comes in with it.
type Forgotten struct {
	Made  time.Time                       // when the archive was made
	marks map[string]map[string]time.Time // by key and mark: when it was forgotten, to the second
}

// Add takes a mark of the list with a key.
func (f *Forgotten) Add(key string, mark Mark) {
	if f.marks == nil {
		f.marks = map[string]map[string]time.Time{}
	}
	if f.marks[key] == nil {
		f.marks[key] = map[string]time.Time{}
	}
	f.marks[key][mark.Mark] = mark.At
}

// Has tells whether a name was forgotten since the archive was made; never "".
func (f *Forgotten) Has(name string) bool {
	if name == "" {
		return false
	}
	for key, marks := range f.marks {
		if at, is := marks[MarkOf(key, name)]; is && !at.Before(f.Made.Truncate(time.Second)) {
			return true
		}
	}
	return false
}

func (f *Forgotten) chat(id record.ChatID) bool { return id.Key != "" && f.Has(id.String()) }

// Keep is an item without whatever was forgotten; false where nothing of it is
// left. What the item points to stays as it is.
func (f *Forgotten) Keep(item Item) (Item, bool) {
	switch {
	case item.Chat != nil:
		return f.keepChat(*item.Chat)
	case item.Community != nil:
		return f.keepCommunity(*item.Community)
	case item.Role != nil:
		return item, !f.chat(record.ChatID{Platform: item.Role.Platform, Key: item.Role.GroupID})
	case item.Delivery != nil:
		d, err := outbox.ParseKey(item.Delivery.Platform, item.Delivery.Key)
		return item, err == nil && !f.chat(d.Chat)
	case item.Announcement != nil:
		a := item.Announcement
		return item, !(f.chat(a.From) && a.GoesWithChat()) && !f.Has(AudienceName(a.To))
	case item.Copy != nil:
		return item, !f.chat(item.Copy.Chat)
	case item.Audit != nil:
		return item, !f.Has(AudienceName(item.Audit.To)) && !f.Has(item.Audit.Person)
	case item.Recent != nil:
		return item, !f.Has(AudienceName(item.Recent.To))
	case item.Recall != nil:
		recall := *item.Recall
		if f.Has(recall.Person) {
			recall.Person = ""
		}
		item.Recall = &recall
	}
	return item, true
}

// keepChat takes away who is told of what stops, and a community that is gone.
func (f *Forgotten) keepChat(chat Chat) (Item, bool) {
	if f.chat(chat.ID) {
		return Item{}, false
	}
	chat.Subscriptions = slices.Clone(chat.Subscriptions)
	for i := range chat.Subscriptions {
		sub := &chat.Subscriptions[i]
		if sub.Warns != "" && f.chat(record.ChatID{Platform: chat.ID.Platform, Key: sub.Warns}) {
			sub.Warns = ""
		}
	}
	if chat.Community != "" && f.Has(CommunityName(chat.Community)) {
		chat.Community, chat.Joined = "", time.Time{}
	}
	if chat.Asks != "" && f.Has(CommunityName(chat.Asks)) {
		chat.Asks = ""
	}
	return Item{Chat: &chat}, true
}

func (f *Forgotten) keepCommunity(c record.Community) (Item, bool) {
	if f.Has(CommunityName(c.ID)) {
		return Item{}, false
	}
	c.Requests = slices.DeleteFunc(slices.Clone(c.Requests), func(r record.JoinRequest) bool { return f.chat(r.Chat) })
	return Item{Community: &c}, true
}
