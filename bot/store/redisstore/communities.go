package redisstore

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/archive"
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
//	j  requests to join   t  a take-over; both as JSON
func encodeCommunity(c record.Community) []any {
	two := ""
	if c.Two {
		two = "1"
	}
	return []any{
		"n", c.Name, "o", c.Owner.String(), "2", two, "g", c.Groups, "p", c.People,
		"c", strings.Join(c.Selection.Countries, ","), "w", encodePlaces(c.Selection), "f", c.Offer, "e", millis(c.OfferEnds),
		"j", inJSON(c.Requests, len(c.Requests) == 0), "t", inJSON(c.TakeOver, c.TakeOver == (record.TakeOver{})),
	}
}

// inJSON is a value as JSON; "" where it is nothing.
func inJSON(value any, nothing bool) string {
	if nothing {
		return ""
	}
	text, err := json.Marshal(value)
	if err != nil { // none of them can fail
		return ""
	}
	return string(text)
}

// fromJSON reads what inJSON wrote.
func (r *reader) fromJSON(text string, value any) {
	if text != "" {
		r.note(json.Unmarshal([]byte(text), value))
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
	r.fromJSON(fields["j"], &c.Requests)
	r.fromJSON(fields["t"], &c.TakeOver)
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
func (s communities) CreateCommunity(ctx context.Context, c record.Community, first record.Membership) error {
	c.Revision, first.To = "", c.ID
	if err := s.writeCommunity(ctx, c, first.Next); err != nil {
		return err
	}
	err := members(s).SetMembership(ctx, first)
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

// forgetRequests forgets what was asked of owners who did not answer in time, and
// take-overs whose time is over. A community that somebody changes at the same moment is left to the next time.
func (s communities) forgetRequests(ctx context.Context, now time.Time) error {
	short, cancel := within(ctx)
	defer cancel()
	owners, err := s.client.HKeys(short, ownersKey).Result()
	if err != nil || len(owners) == 0 {
		return err
	}
	pipe := s.client.Pipeline()
	asked := map[string]*redis.SliceCmd{}
	for _, id := range owners {
		asked[id] = pipe.HMGet(short, communityKey(id), "j", "t")
	}
	_, _ = pipe.Exec(short) // each command has its own error: one that cannot be read holds up no other
	for id, is := range asked {
		if wrong := is.Err(); wrong != nil && !wrongType(wrong) {
			return wrong
		}
		if values := is.Val(); len(values) == 2 && (values[0] != nil || values[1] != nil) {
			err = errors.Join(err, s.forgetRequestsOf(ctx, id, now))
		}
	}
	return err
}

func (s communities) forgetRequestsOf(ctx context.Context, id string, now time.Time) error {
	c, err := s.Community(ctx, id)
	if errors.Is(err, record.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	after, lapsed := c.WithoutLapsed(now)
	if !lapsed {
		return nil
	}
	if err = s.SaveCommunity(ctx, after, rand.Text()); errors.Is(err, record.ErrChanged) {
		return nil
	}
	return err
}

// DeleteCommunity removes a community, and then frees its chats. Once the community
// itself is gone, what goes wrong is left to the next Expire.
func (s communities) DeleteCommunity(ctx context.Context, id string) error {
	short, cancel := within(ctx)
	defer cancel()
	if err := s.noteForgotten(short, archive.CommunityName(id)); err != nil {
		return err
	}
	if err := s.promise(short, "delete_community", []string{communityKey(id), codesKey, ownersKey, dissolvedKey}, id).Err(); err != nil {
		return err
	}
	_ = members(s).freeDissolved(short)
	return nil
}
