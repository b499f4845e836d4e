package telegram

import (
	"context"
	"slices"
	"sync"

	"github.com/go-telegram/bot"

	"prayerbot/commands/reply"
)

// channelType is how Telegram calls a channel.
const channelType = "channel"

// supergroupType is how Telegram calls a group that can have topics.
const supergroupType = "supergroup"

// kinds remembers which chats are channels, whose numbers look like those of
// groups. It is asked for again after a restart.
type kinds struct {
	mu      sync.Mutex
	channel map[int64]bool // groups are in it too, with false
}

func (k *kinds) note(c chat) {
	if c.ID >= 0 || c.Type == "" {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.channel == nil {
		k.channel = map[int64]bool{}
	}
	k.channel[c.ID] = c.Type == channelType
}

func (k *kinds) of(id int64) (channel, known bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	channel, known = k.channel[id]
	return channel, known
}

// A layout makes messages of replies, as the chat where they belong needs them.
type layout struct {
	*client
	kinds kinds
}

// isChannel tells whether a chat is a channel. Where Telegram does not say so,
// it counts as a group: what stands there is answered to each reader alone too.
func (l *layout) isChannel(ctx context.Context, id int64, thread int) bool {
	if id >= 0 || thread != 0 {
		return false
	}
	channel, err := l.askKind(ctx, id)
	if err != nil {
		l.log.Debug("Telegram does not say what a chat is", "error", l.redact(err))
	}
	return channel
}

// askKind tells whether a chat is a channel, and asks Telegram where that is not known.
// An error is the library's own.
func (l *layout) askKind(ctx context.Context, id int64) (channel bool, err error) {
	if channel, known := l.kinds.of(id); known {
		return channel, nil
	}
	found, err := l.api.GetChat(ctx, &bot.GetChatParams{ChatID: id})
	if err != nil {
		return false, err
	}
	l.kinds.note(chat{ID: id, Type: string(found.Type)})
	return string(found.Type) == channelType, nil
}

// render turns an answer into messages for the chat where it belongs.
func (l *layout) render(ctx context.Context, s destination, r reply.Reply) []part {
	r = l.bringing(ctx, l.shared(r))
	switch {
	case s.channel:
		r = l.linked(ctx, r)
	case !s.private:
		r = l.opening(ctx, r)
	}
	parts := render(r)
	if s.private {
		parts = asking(parts, r)
	}
	return parts
}

// bringing gives the buttons that bring the bot into a channel their address; as long
// as the bot's own name is not known, there are none.
func (l *layout) bringing(ctx context.Context, r reply.Reply) reply.Reply {
	if !slices.ContainsFunc(r.Buttons, func(row []reply.Button) bool {
		return slices.ContainsFunc(row, func(b reply.Button) bool { return b.Brings })
	}) {
		return r
	}
	address := l.bringLink(ctx)
	r.Buttons = picked(r.Buttons, func(b reply.Button) (reply.Button, bool) {
		if b.Brings {
			b = reply.Button{Label: b.Label, Link: address}
		}
		return b, b.Link != "" || b.Do != "" || b.Copies != ""
	})
	return r
}

// opening makes links of the buttons of a reply in a group that do something alone with the
// bot; as long as the bot's own name is not known, they stay.
func (l *layout) opening(ctx context.Context, r reply.Reply) reply.Reply {
	r.Buttons = picked(r.Buttons, func(b reply.Button) (reply.Button, bool) {
		if b.Opens() {
			if address := l.startLink(ctx, b.Start()); address != "" {
				b = reply.Button{Label: b.Label, Link: address}
			}
		}
		return b, true
	})
	return r
}

// picked are the buttons that pick keeps, as it makes them; a row without any goes.
func picked(rows [][]reply.Button, pick func(reply.Button) (made reply.Button, kept bool)) (all [][]reply.Button) {
	for _, row := range rows {
		var some []reply.Button
		for _, b := range row {
			if made, kept := pick(b); kept {
				some = append(some, made)
			}
		}
		if len(some) > 0 {
			all = append(all, some)
		}
	}
	return all
}

// renderFor turns a delivery into messages for a chat.
func (l *layout) renderFor(ctx context.Context, id int64, thread int, r reply.Reply) []part {
	return l.render(ctx, destination{channel: len(r.Buttons) > 0 && l.isChannel(ctx, id, thread)}, r)
}

// linked makes links of a reply's buttons, as a channel has them: a press there
// would have nobody to answer. What only counts stays a button; what no link
// can do is left out, with what speaks of it. As long as the bot's own name is not
// known, all stay.
func (l *layout) linked(ctx context.Context, r reply.Reply) reply.Reply {
	if l.address(ctx) == "" {
		return r
	}
	r.Buttons = picked(r.Buttons, func(b reply.Button) (reply.Button, bool) {
		if start := b.Start(); start != "" {
			b = reply.Button{Label: b.Label, Count: b.Count, Link: l.startLink(ctx, start)}
		}
		return b, staysApart(b)
	})
	r.Blocks = slices.DeleteFunc(slices.Clone(r.Blocks), func(b reply.Block) bool { return b.Chooses })
	return r
}

// staysApart tells whether a button does the same for everybody and everywhere.
func staysApart(b reply.Button) bool { return b.Link != "" || b.Copies != "" || b.Counts() }

// renderAway turns an answer into messages for its asker's private chat, which is not
// the one that it is about: of its buttons it has those that change nothing there.
func (l *layout) renderAway(ctx context.Context, r reply.Reply) []part {
	r = l.linked(ctx, l.bringing(ctx, l.shared(r)))
	r.Buttons = picked(r.Buttons, func(b reply.Button) (reply.Button, bool) { return b, staysApart(b) })
	return render(r)
}
