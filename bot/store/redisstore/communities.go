package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// The fields of a community:
//
//	r  revision           n  name
//	o  owner              2  "1" where announcements need two people
//	g  code of groups     p  code of people
//	c  countries          w  regions and, each with an @ before it, lists
//	f  offer              e  when it ends, in ms
func formCommunity(c record.Community) []any {
	two := ""
	if c.Two {
		two = "1"
	}
	return []any{
		"n", c.Name, "o", c.Owner.String(), "2", two, "g", c.Groups, "p", c.People,
		"c", strings.Join(c.Selection.Countries, ","), "w", formParts(c.Selection), "f", c.Offer, "e", millis(c.OfferEnds),
	}
}

func readCommunity(id string, form map[string]string) (record.Community, error) {
	if len(form) == 0 || id == "" {
		return record.Community{}, record.ErrNotFound
	}
	owner, err := record.ParseUserID(form["o"])
	if err != nil {
		return record.Community{}, fmt.Errorf("read a community: %w", err)
	}
	r := reader{}
	regions, lists := readParts(form["w"])
	c := record.Community{
		ID: id, Name: form["n"], Owner: owner, Two: form["2"] == "1", Groups: form["g"], People: form["p"],
		Selection: content.Selection{Countries: list(form["c"]), Regions: regions, Lists: lists},
		Offer:     form["f"], OfferEnds: r.instant(form["e"]), Revision: form["r"],
	}
	if r.err != nil {
		return record.Community{}, fmt.Errorf("read a community: %w", r.err)
	}
	return c, nil
}

// communities keeps communities with their codes and owners.
type communities struct{ *connection }

// Community reads a community; ErrNotFound where it is not stored.
func (s communities) Community(ctx context.Context, id string) (record.Community, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	form, err := s.client.HGetAll(ctx, communityKey(id)).Result()
	if err != nil {
		return record.Community{}, err
	}
	c, err := readCommunity(id, form)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		// One that cannot be read is none: its chats go on for themselves.
		s.aside.Note("community", communityKey(id))
		return record.Community{}, record.ErrNotFound
	}
	return c, err
}

// CommunityByCode reads the community that a join code leads to.
func (s communities) CommunityByCode(ctx context.Context, code string) (record.Community, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	id, err := s.client.HGet(ctx, codesKey, code).Result()
	if errors.Is(err, redis.Nil) {
		return record.Community{}, record.ErrNotFound
	}
	if err != nil {
		return record.Community{}, err
	}
	return s.Community(ctx, id)
}

// unbegunLife is how long a new community is kept that no chat belongs to yet:
// a crash may come between the two.
const unbegunLife = time.Minute

// CreateCommunity stores a new community with its first chat.
func (s communities) CreateCommunity(ctx context.Context, c record.Community, next string, chat record.ChatID, space, from string) error {
	c.Revision = ""
	if err := s.writeCommunity(ctx, c, next); err != nil {
		return err
	}
	err := members{s.connection}.SetMembership(ctx, chat, space, from, c.ID, next)
	if err != nil {
		return errors.Join(err, s.DeleteCommunity(ctx, c.ID))
	}
	return nil
}

// SaveCommunity stores a community read at its revision.
func (s communities) SaveCommunity(ctx context.Context, c record.Community, next string) error {
	if c.Revision == "" {
		return record.ErrChanged
	}
	return s.writeCommunity(ctx, c, next)
}

func (s communities) writeCommunity(ctx context.Context, c record.Community, next string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	answer, err := s.promise(ctx, "community", []string{communityKey(c.ID), codesKey, ownersKey},
		append([]any{c.ID, c.Revision, next, unbegunLife.Milliseconds()}, formCommunity(c)...)...).Text()
	switch {
	case err != nil:
		return err
	case answer == "changed":
		return record.ErrChanged
	case answer == "taken":
		return errors.New("a join code leads elsewhere already")
	}
	return nil
}

// CommunitiesOf lists the communities that a person owns.
func (s communities) CommunitiesOf(ctx context.Context, person record.UserID) ([]string, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	owners, err := s.client.HGetAll(ctx, ownersKey).Result()
	if err != nil {
		return nil, err
	}
	var ids []string
	for id, owner := range owners {
		if owner == person.String() {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// members keeps which chats belong to which community.
type members struct{ *connection }

// SetMembership moves a chat out of one community and into another. The lists are in
// another place of a Cluster than the chats, so they may for a moment hold a
// chat that does not belong; a chat that belongs is never missing there.
func (s members) SetMembership(ctx context.Context, chat record.ChatID, space, from, to, next string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	if err := s.notePlatform(ctx, chat.Platform); err != nil {
		return err
	}
	if err := s.enrol(ctx, to, chat); err != nil {
		return err
	}
	answer, err := s.promise(ctx, "belong", []string{chatKey(chat.Platform, chat.Key)}, from, to, space, next).Text()
	if wrongType(err) {
		err = errors.Join(s.aside.Unreadable("chat", chatKey(chat.Platform, chat.Key)), s.strike(ctx, to, chat))
	}
	if err != nil {
		return err
	}
	if answer == "changed" {
		return errors.Join(record.ErrChanged, s.strike(ctx, to, chat))
	}
	// The community may have been dissolved meanwhile, or the chat struck off
	// by somebody who saw it leave before.
	if err := s.enrol(ctx, to, chat); err != nil {
		_, undo := s.promise(ctx, "belong", []string{chatKey(chat.Platform, chat.Key)}, to, "", "", rand.Text()).Text()
		return errors.Join(err, undo)
	}
	return s.strike(ctx, from, chat)
}

// enrol lists a chat; ErrNotFound where the community is not there. "" is none.
func (s members) enrol(ctx context.Context, id string, chat record.ChatID) error {
	if id == "" {
		return nil
	}
	listed, err := s.run(ctx, "enrol", []string{communityKey(id), membersKey(id, chat.Platform)}, chat.Key).Int()
	if err == nil && listed == 0 {
		return record.ErrNotFound
	}
	return err
}

// strike takes a chat off a list, unless it has come to belong again meanwhile.
func (s members) strike(ctx context.Context, id string, chat record.ChatID) error {
	if id == "" {
		return nil
	}
	if err := s.client.SRem(ctx, membersKey(id, chat.Platform), chat.Key).Err(); err != nil {
		return err
	}
	now, err := chats{s.connection}.Chat(ctx, chat)
	if unreadable := (*record.UnreadableError)(nil); errors.As(err, &unreadable) {
		return nil
	}
	if err != nil || now.Community != id {
		return err
	}
	if err := s.enrol(ctx, id, chat); !errors.Is(err, record.ErrNotFound) {
		return err
	}
	return nil
}

// Members returns a page of a community's chats on a platform. The cursor is
// that of Redis's own scan.
func (s members) Members(ctx context.Context, id, platform, cursor string) (chats []record.Chat, next string, err error) {
	ctx, cancel := within(ctx)
	defer cancel()
	at, err := position(cursor)
	if err != nil {
		return nil, "", err
	}
	keys, at, err := s.client.SScan(ctx, membersKey(id, platform), at, "", pageSize).Result()
	if err != nil {
		return nil, "", err
	}
	if at != 0 {
		next = strconv.FormatUint(at, 10)
	}
	chats, err = s.belonging(ctx, id, platform, keys)
	return chats, next, err
}

// belonging reads those of the chats that belong to a community by their own
// record. The others, left over by a crash, are struck off.
func (s members) belonging(ctx context.Context, id, platform string, keys []string) ([]record.Chat, error) {
	all, _, err := chats{s.connection}.readable(ctx, platform, keys)
	if err != nil {
		return nil, err
	}
	var chats []record.Chat
	for _, chat := range all {
		if chat.Community == id {
			chats = append(chats, chat)
		} else if err := s.strike(ctx, id, chat.ID); err != nil {
			return nil, err
		}
	}
	return chats, nil
}

// CountMembers says how many chats belong to a community on each platform.
func (s members) CountMembers(ctx context.Context, id string) (map[string]int, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	platforms, err := s.client.SMembers(ctx, platformsKey).Result()
	if err != nil || len(platforms) == 0 {
		return nil, err
	}
	pipe := s.client.Pipeline()
	sizes := map[string]*redis.IntCmd{}
	for _, platform := range platforms {
		sizes[platform] = pipe.SCard(ctx, membersKey(id, platform))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for platform, size := range sizes {
		if n := int(size.Val()); n > 0 {
			counts[platform] = n
		}
	}
	return counts, nil
}
