package storetest

import (
	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

// warnedChats are found by the number of a person, on their own platform alone.
func warnedChats(b *bench) {
	warn := func(key string, ids ...string) {
		chat := b.chat(b.saveIn("-1", key, at(1)))
		for i, id := range ids {
			sub := subscription(i + 1)
			sub.Warns = id
			chat.Subscriptions = append(chat.Subscriptions[:i:i], sub)
		}
		b.must(b.Store.SaveChat(b.ctx, chat, "warned "+key, nil))
	}
	warn("-1", "7")
	warn("-1/45", "8", "7")
	warn("-2", "77")
	b.save("7", at(1), 1)
	discord := record.Chat{ID: record.ChatID{Platform: "discord", Key: "5"}, GroupID: "1", Subscriptions: []record.Subscription{subscription(1)}}
	discord.Subscriptions[0].Warns = "7"
	b.must(b.Store.SaveChat(b.ctx, discord, "there", nil))
	for person, want := range map[record.UserID][]string{
		{Platform: "telegram", Key: "7"}: {"-1", "-1/45"},
		{Platform: "telegram", Key: "8"}: {"-1/45"},
		{Platform: "discord", Key: "7"}:  {"5"},
		{Platform: "telegram", Key: "9"}: nil,
		{Platform: "telegram"}:           nil,
	} {
		chats, err := b.Store.WarnedChats(b.ctx, person)
		b.must(err)
		var got []string
		for _, c := range chats {
			got = append(got, c.ID.Key)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			b.Errorf("%s: %s", person, diff)
		}
	}
	b.must(b.Store.Forget(b.ctx, chatID("-1")))
	if chats, err := b.Store.WarnedChats(b.ctx, record.UserID{Platform: "telegram", Key: "7"}); err != nil || len(chats) != 1 {
		b.Errorf("after one chat is forgotten there are %d (%v)", len(chats), err)
	}
}
