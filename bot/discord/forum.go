package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// A post is a thread of a forum with its first message.
type post struct {
	Name    string   `json:"name"`
	Minutes int      `json:"auto_archive_duration"`
	Applied []string `json:"applied_tags,omitempty"`
	Message message  `json:"message"`
}

// The limits of a thread's name and of how long it stays open after the last message.
const (
	maxThreadName = 100
	openFor       = 24 * 60 // minutes: until the next point comes
)

// postMark stands between the numbers of a post and of a message in it. What the bot
// has sent in a forum is known by both.
const postMark = "/"

// A poster brings deliveries to forums, each as a post of its own.
type poster struct{ *sender }

// sendPost makes one try to bring a delivery to a forum, as a post of its own. A forum
// knows no nonce: where an earlier try may have gone out, the open posts are looked
// through first, and until that has told whether it is there it stays in doubt.
func (s poster) sendPost(ctx context.Context, m delivery.Message, parts []message) ([]string, error) {
	p := post{Name: postName(m), Minutes: openFor, Message: parts[0]}
	thread, absent, err := s.begun(ctx, m, p)
	if err != nil {
		return nil, err
	}
	return adapter.SendParts(ctx, s.pacer, m, parts, func(i int, part message) (string, error) {
		if i > 0 {
			return s.sendInPost(ctx, m, thread, i, part)
		}
		if thread == "" {
			made, err := s.openPost(ctx, m, p)
			if err != nil && absent {
				err = &delivery.AbsentError{Err: err}
			}
			if err != nil {
				return "", err
			}
			thread = made
		}
		return thread + postMark + thread, nil
	})
}

// begun is the post that an earlier try of a delivery has opened; "" where it was not,
// and absent where that is sure.
func (s poster) begun(ctx context.Context, m delivery.Message, p post) (thread string, absent bool, err error) {
	if m.First.IsZero() && m.Skip == 0 {
		return "", false, nil
	}
	thread, err = s.findPost(ctx, m, p)
	if err == nil && thread == "" && m.Skip > 0 {
		err = &delivery.RefusedError{Err: errPostGone}
	}
	return thread, thread == "", err
}

// sendInPost sends a further part of a message into its post.
func (s poster) sendInPost(ctx context.Context, m delivery.Message, thread string, i int, part message) (string, error) {
	m.Chat.Key = thread
	part.Nonce, part.Enforce = m.Nonce+strconv.Itoa(i), true
	id, err := s.sendPart(ctx, m, part)
	return thread + postMark + id, ofThread(err)
}

// errPostGone says that the post which a delivery had begun is not there any more.
var errPostGone = errors.New("the post is not there any more")

// ofThread is a failure in a thread of a forum: that the thread is gone, or closed,
// does not mean that the forum is.
func ofThread(err error) error {
	var gone *delivery.GoneError
	if errors.As(err, &gone) {
		return &delivery.RefusedError{Err: errPostGone}
	}
	return err
}

// ofPost is ofThread for what was sent: where the thread is gone, so is that.
func ofPost(err error) error {
	var gone *delivery.GoneError
	if errors.As(err, &gone) && gone.Cause == record.StopDeleted {
		return &delivery.MissingError{Err: errPostGone}
	}
	return ofThread(err)
}

// postName is what a post or a thread is called. It is the same at every try, and no
// two days have the same.
func postName(m delivery.Message) string {
	title := strings.Join(strings.Fields(m.Reply.Title), " ")
	if m.Reply.Discreet != "" {
		title = m.Reply.Discreet
	}
	day := m.Reply.Dated
	switch {
	case title == "" && day == "":
		return nameless
	case title == "":
		return cut(day, maxThreadName)
	case day == "":
		return cut(title, maxThreadName)
	}
	const between = " · "
	return cut(title, maxThreadName-units(between+day)) + between + day
}

// openPost makes the request that opens a post, with its picture, or where that is
// refused without it. It returns the post's number; the error is sorted.
func (s poster) openPost(ctx context.Context, m delivery.Message, p post) (thread string, err error) {
	if p.Applied, err = s.tags(ctx, m); err != nil {
		return "", err
	}
	shown, err := s.illustrate(ctx, m.Chat.Key, p.Message, func(part message, picture []byte) error {
		with := p
		with.Message = part
		thread, err = s.openOnce(ctx, m, with, picture)
		return err
	})
	if shown || err != nil {
		return thread, err
	}
	return s.openOnce(ctx, m, p, nil)
}

func (s poster) openOnce(ctx context.Context, m delivery.Message, p post, picture []byte) (string, error) {
	where := discordgo.EndpointChannelThreads(m.Chat.Key)
	data, trace, err := s.call(ctx, http.MethodPost, where, where, p, picture)
	if err != nil {
		return "", s.refusesPicture(err, p.Message.pictured(), s.sort(err, trace))
	}
	var made struct{ ID string }
	if err := json.Unmarshal(data, &made); err != nil || !isID(made.ID) {
		return "", &delivery.InDoubtError{Err: errMalformed}
	}
	return made.ID, nil
}

// tags are those of a forum that fit a delivery: the first of its topics by whose name
// there is one, else the one that was chosen for all. Those that only who manages
// threads may give are left alone.
func (s poster) tags(ctx context.Context, m delivery.Message) ([]string, error) {
	var forum discordgo.Channel
	if _, err := s.get(ctx, discordgo.EndpointChannel(m.Chat.Key), &forum); err != nil {
		return nil, err
	}
	return tagsFor(forum.AvailableTags, m.Reply.Topics, m.Tag), nil
}

// tagsFor is tags without asking.
func tagsFor(all []discordgo.ForumTag, topics []string, chosen string) []string {
	for _, topic := range topics {
		for _, tag := range all {
			if !tag.Moderated && strings.EqualFold(strings.TrimSpace(tag.Name), topic) {
				return []string{tag.ID}
			}
		}
	}
	if slices.ContainsFunc(all, func(t discordgo.ForumTag) bool { return t.ID == chosen && !t.Moderated }) {
		return []string{chosen}
	}
	return nil
}

// findPost looks among the open posts of a forum for one of the bot's own that an
// earlier try of a delivery has made, and returns its number; "" where it is sure that
// there is none. An error leaves what was in doubt in doubt.
func (s poster) findPost(ctx context.Context, m delivery.Message, p post) (string, error) {
	self, err := s.myself(ctx)
	if err != nil {
		return "", err
	}
	open, err := s.openThreads(ctx, m.GroupID)
	if err != nil {
		return "", err
	}
	since := m.First.Add(-nonceWindow)
	for _, t := range open {
		made, err := discordgo.SnowflakeTimestamp(t.ID)
		if err != nil || t.ParentID != m.Chat.Key || t.OwnerID != self || t.Name != p.Name || isOther(m, t.ID) || !m.First.IsZero() && made.Before(since) {
			continue
		}
		is, err := s.begins(ctx, t.ID, p.Message)
		if err != nil || is {
			return t.ID, err
		}
	}
	return "", nil
}

// begins tells whether the first message of a post is that of a delivery.
func (s poster) begins(ctx context.Context, thread string, first message) (bool, error) {
	written, readable, err := s.recent(ctx, thread)
	if err != nil {
		return false, ofThread(err)
	}
	for _, w := range written {
		if w.ID == thread {
			return len(w.Embeds) > 0 && same(w, first), nil
		}
	}
	return !readable || len(written) == readBack, nil // its name and its time say that it is
}

// openThreads asks for the threads of a server that are open. It is paced like a
// message.
func (s poster) openThreads(ctx context.Context, guildID string) ([]discordgo.Channel, error) {
	var all struct {
		Threads []discordgo.Channel `json:"threads"`
	}
	_, err := s.get(ctx, discordgo.EndpointGuildActiveThreads(guildID), &all)
	return all.Threads, err
}

// isPost reads the number of a message that stands in a post of a forum.
func isPost(id string) (thread, message string, is bool) { return strings.Cut(id, postMark) }
