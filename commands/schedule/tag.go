package schedule

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// argTag is the tag that was chosen for the posts in a forum, by its key.
const argTag = "tag"

// settleTag finds the tag that posts in a forum have where none is called as what they
// are about; "" is none. Where the forum asks for one with every post, and none of its
// own is for any prayer, the reply asks which, and then goes on. Tags are never made.
func settleTag(ctx context.Context, s *session.Session, then record.Question) (tag string, question *reply.Reply, err error) {
	tags, needed := s.Tags()
	has := func(key string) bool {
		return slices.ContainsFunc(tags, func(t reply.Tag) bool { return t.Key == key })
	}
	if key, _ := reply.ReadKeyed(s.Arg(argTag)); has(key) {
		return key, nil, nil
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return "", nil, err
	}
	if before, is := chat.Forum(); is && has(before) {
		return before, nil, nil
	}
	if !needed || slices.ContainsFunc(tags, func(t reply.Tag) bool { return forAny(s, t) }) {
		return "", nil, nil
	}
	if len(tags) == 0 {
		return "", nil, s.Problem("problem.no_tags")
	}
	var buttons []reply.Button
	for _, t := range tags {
		buttons = append(buttons, session.AnswerButton(session.Label(t.Name), t.Key))
	}
	picker := s.Picker(s.Say("forum.which"), s.Say("forum.which_intro"), session.RowsOf(2, buttons))
	then.Param = argTag
	answer := s.GoOn(ctx, picker, then, "")
	return "", &answer, nil
}

// Files tells whether a forum, as its platform describes it, takes whatever a chat is
// sent there: it asks for no tag, or has one for any prayer, or still the one that was
// chosen.
func Files(env *session.Env, chat record.Chat, place reply.Place) bool {
	if !place.Tagged {
		return true
	}
	s := env.Session(reply.Request{Language: chat.Language})
	chosen, _ := chat.Forum()
	return slices.ContainsFunc(place.Tags, func(t reply.Tag) bool { return t.Key == chosen || forAny(s, t) })
}

// forAny tells whether a tag is for any prayer.
func forAny(s *session.Session, t reply.Tag) bool {
	return slices.ContainsFunc(s.PlainTopics(), func(topic string) bool { return strings.EqualFold(strings.TrimSpace(t.Name), topic) })
}

// inForum tells whether what is set up is for a forum.
func inForum(s *session.Session) bool { return s.Request.Kind == record.PlaceForum }
