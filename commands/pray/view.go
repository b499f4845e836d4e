package pray

import (
	"context"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
)

// A view is what a chat has set about how a point is shown. It is part of what
// names a cached reply.
type view struct {
	withoutNews bool
	linkedVerse bool // the reference alone, not the verse itself
}

func viewOf(chat record.Chat) view {
	return view{
		withoutNews: chat.Setting(record.SettingNews) == record.Off,
		linkedVerse: chat.Setting(record.SettingVerse) == record.Linked,
	}
}

// news is what a point shows of the news about its country.
func (v view) news(ctx context.Context, s *session.Session, country *content.Country, zone *time.Location) []reply.Block {
	if v.withoutNews {
		return nil
	}
	return inTheNews(ctx, s, country, zone)
}
