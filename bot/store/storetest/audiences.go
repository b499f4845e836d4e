package storetest

import (
	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// saveFollower stores a chat that has chosen places.
func saveFollower(b *bench, key string, s content.Selection) {
	b.Helper()
	id := b.save(key, at(1), 1)
	chat := b.chat(id)
	chat.Subscriptions[0].Selection = s
	b.must(b.Store.SaveChat(b.ctx, chat, "follows"+key, nil))
}

func followers(b *bench) {
	saveFollower(b, "world", content.Selection{})
	saveFollower(b, "nigeria", content.Selection{Countries: []string{"KP", "NG"}})
	saveFollower(b, "africa", content.Selection{Regions: []string{"west-africa"}})
	saveFollower(b, "iran", content.Selection{Countries: []string{"IR"}})
	for _, tt := range []struct {
		what string
		a    record.Announcement
		want map[string]bool
	}{
		{"a country", record.Announcement{To: record.Audience{Kind: record.ToCountry, Key: "NG"}, Within: []string{"west-africa"}},
			map[string]bool{"telegram:nigeria": true, "telegram:africa": true}},
		{"a region", record.Announcement{To: record.Audience{Kind: record.ToRegion, Key: "west-africa"}, Within: []string{"BJ", "NG"}},
			map[string]bool{"telegram:nigeria": true, "telegram:africa": true}},
		{"a country of which nobody heard", record.Announcement{To: record.Audience{Kind: record.ToCountry, Key: "FR"}}, map[string]bool{}},
	} {
		if diff := cmp.Diff(tt.want, allRecipients(b, tt.a)); diff != "" {
			b.Errorf("%s: %s", tt.what, diff)
		}
		if n, err := b.Store.Audience(b.ctx, tt.a); err != nil || n != len(tt.want) {
			b.Errorf("%s: the audience is %d, %v", tt.what, n, err)
		}
	}
}
