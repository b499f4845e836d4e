package redisstore

import (
	"context"
	"errors"
	"fmt"
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
func encodeCommunity(c record.Community) []any {
	two := ""
	if c.Two {
		two = "1"
	}
	return []any{
		"n", c.Name, "o", c.Owner.String(), "2", two, "g", c.Groups, "p", c.People,
		"c", strings.Join(c.Selection.Countries, ","), "w", encodePlaces(c.Selection), "f", c.Offer, "e", millis(c.OfferEnds),
	}
}

func decodeCommunity(id string, fields map[string]string) (record.Community, error) {
	if len(fields) == 0 || id == "" {
		return record.Community{}, record.ErrNotFound
	}
	owner, err := record.ParseUserID(fields["o"])
	if err != nil {
		return record.Community{}, fmt.Errorf("read a community: %w", err)
	}
	r := reader{}
	regions, lists := decodePlaces(fields["w"])
	c := record.Community{
		ID: id, Name: fields["n"], Owner: owner, Two: fields["2"] == "1", Groups: fields["g"], People: fields["p"],
		Selection: content.Selection{Countries: list(fields["c"]), Regions: regions, Lists: lists},
		Offer:     fields["f"], OfferEnds: r.instant(fields["e"]), Revision: fields["r"],
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
	fields, err := s.client.HGetAll(ctx, communityKey(id)).Result()
	if err != nil {
		return record.Community{}, err
	}
	c, err := decodeCommunity(id, fields)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		// One that cannot be read is none: its chats go on for themselves.
		s.unreadable.Note("community", communityKey(id))
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
func (s communities) CreateCommunity(ctx context.Context, c record.Community, next string, chat record.ChatID, groupID, from string) error {
	c.Revision = ""
	if err := s.writeCommunity(ctx, c, next); err != nil {
		return err
	}
	err := members(s).SetMembership(ctx, chat, groupID, from, c.ID, next)
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
		append([]any{c.ID, c.Revision, next, unbegunLife.Milliseconds()}, encodeCommunity(c)...)...).Text()
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

// DeleteCommunity removes a community, and then frees its chats. Once the community
// itself is gone, what goes wrong is left to the next Expire.
func (s communities) DeleteCommunity(ctx context.Context, id string) error {
	short, cancel := within(ctx)
	defer cancel()
	if err := s.promise(short, "delete_community", []string{communityKey(id), codesKey, ownersKey, dissolvedKey}, id).Err(); err != nil {
		return err
	}
	_ = members(s).freeDissolved(short)
	return nil
}
