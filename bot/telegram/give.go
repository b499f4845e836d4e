package telegram

import (
	"context"

	"prayerbot/commands/reply"
)

// give has a reply shown where it belongs, in the turn of its chat.
func (a *answerer) give(ctx context.Context, s destination, r reply.Reply) {
	switch {
	case s.callback != "" && s.private:
		a.giveAlone(ctx, s, r)
	case s.callback != "":
		if !a.outgoing.add(ctx, s.lane(presses), func(ctx context.Context) { a.answerPress(ctx, s, r) }) {
			a.refuse(ctx, s)
		}
	case !r.Empty() && !r.Again:
		a.giveMessage(ctx, s, r)
	}
}

// giveAlone answers a press in a private chat: at once, and with a message behind
// it where a toast does not say all.
func (a *answerer) giveAlone(ctx context.Context, s destination, r reply.Reply) {
	toast := ""
	if r.Visibility == reply.ForAsker && len(r.Buttons) == 0 && r.Discreet == "" {
		toast = toastOf(r)
	}
	if toast == "" && !r.Empty() && !r.Again && !a.giveMessage(ctx, s, r) {
		a.refuse(ctx, s)
		return
	}
	a.outgoing.add(ctx, s.lane(presses), func(ctx context.Context) { a.answerCallback(ctx, s.callback, toast, "") })
}

// giveMessage has a reply shown in its chat; false where so much waits there that
// it is dropped.
func (a *answerer) giveMessage(ctx context.Context, s destination, r reply.Reply) bool {
	taken := a.outgoing.add(ctx, s.lane(messages), func(ctx context.Context) { a.answer(ctx, s, r) })
	if !taken {
		a.log.Warn("an answer is dropped: too many wait in its chat")
	}
	return taken
}

// refuse tells somebody who presses too fast that it is too fast.
func (a *answerer) refuse(ctx context.Context, s destination) {
	a.outgoing.add(ctx, s.lane(refusals), func(ctx context.Context) {
		a.answerCallback(ctx, s.callback, brief(summary(a.core.Busy(s.language))), "")
	})
}

// aside has something done that is no message, at once.
func (a *answerer) aside(ctx context.Context, s destination, do func(context.Context)) {
	a.outgoing.add(ctx, s.lane(presses), do)
}

// lane is where an answer waits.
func (s destination) lane(kind laneKind) lane {
	if kind == messages {
		return lane{chat: s.chat}
	}
	return lane{s.chat, s.person, kind}
}
