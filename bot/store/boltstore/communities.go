package boltstore

import (
	"context"
	"errors"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// The buckets of communities.
var (
	bucketCommunities = []byte("communities") // by id
	bucketCodes       = []byte("codes")       // join code to id
	bucketMembers     = []byte("members")     // id, platform, chat key; no value
)

// communities keeps communities and which chats belong to them.
type communities struct{ *file }

// memberKey notes that a chat belongs to a community.
func memberKey(id string, chat record.ChatID) []byte {
	return []byte(join(id, chat.Platform, chat.Key))
}

// Community reads a community; ErrNotFound where it is not stored.
func (s communities) Community(ctx context.Context, id string) (c record.Community, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		return readCommunity(tx, id, &c)
	})
	return c, err
}

// readCommunity reads a community. One that cannot be read is none: its chats
// go on for themselves.
func readCommunity(tx *bbolt.Tx, id string, c *record.Community) error {
	if id == "" {
		return record.ErrNotFound
	}
	found, err := get(tx, bucketCommunities, id, c)
	if err == nil && !found {
		return record.ErrNotFound
	}
	return err
}

// CommunityByCode reads the community that a join code leads to.
func (s communities) CommunityByCode(ctx context.Context, code string) (c record.Community, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		if code == "" {
			return record.ErrNotFound
		}
		return readCommunity(tx, string(tx.Bucket(bucketCodes).Get([]byte(code))), &c)
	})
	return c, err
}

// CreateCommunity stores a new community with its first chat.
func (s communities) CreateCommunity(ctx context.Context, c record.Community, first record.Membership) error {
	first.To = c.ID
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if err := writeCommunity(tx, c, first.Next); err != nil {
			return err
		}
		return s.setMembership(tx, first)
	})
}

// CommunitiesOf lists the communities that a person owns.
func (s communities) CommunitiesOf(ctx context.Context, person record.UserID) (ids []string, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketCommunities).ForEach(func(id, _ []byte) error {
			var c record.Community
			err := readCommunity(tx, string(id), &c)
			if errors.Is(err, record.ErrNotFound) {
				return nil
			}
			if err == nil && c.Owner == person {
				ids = append(ids, c.ID)
			}
			return err
		})
	})
	return ids, err
}

// SaveCommunity stores a community read at its revision. What a request said of a
// group is erased with the request, and who asked for a take-over with that.
func (s communities) SaveCommunity(ctx context.Context, c record.Community, next string) error {
	fewer := false
	err := s.update(ctx, func(tx *bbolt.Tx) error {
		var stored record.Community
		if _, err := get(tx, bucketCommunities, c.ID, &stored); err != nil {
			return err
		}
		fewer = len(c.Requests) < len(stored.Requests) || stored.TakeOver.By != c.TakeOver.By
		switch {
		case stored.Revision == next:
			return nil
		case stored.Revision != c.Revision || c.Revision == "":
			return record.ErrChanged
		}
		if err := dropCodes(tx, stored); err != nil {
			return err
		}
		return writeCommunity(tx, c, next)
	})
	if err != nil || !fewer {
		return err
	}
	return s.guarded(s.wipe)
}

// forgetRequests forgets what was asked of owners who did not answer in time, and
// take-overs whose time is over, and tells whether there was anything.
func forgetRequests(tx *bbolt.Tx, now time.Time) (forgotten bool, err error) {
	var after []record.Community
	scan(tx, bucketCommunities, "", "", func(id, _ []byte) bool {
		var c record.Community
		if readCommunity(tx, string(id), &c) == nil {
			if c, lapsed := c.WithoutLapsed(now); lapsed {
				after = append(after, c)
			}
		}
		return true
	})
	for _, c := range after {
		// Whoever has read the community must not write them back.
		if err := writeCommunity(tx, c, c.Revision+"-"); err != nil {
			return false, err
		}
	}
	return len(after) > 0, nil
}

// writeCommunity puts a community and its codes.
func writeCommunity(tx *bbolt.Tx, c record.Community, next string) error {
	c.Revision = next
	for _, code := range []string{c.Groups, c.People} {
		if err := tx.Bucket(bucketCodes).Put([]byte(code), []byte(c.ID)); err != nil {
			return err
		}
	}
	return put(tx, bucketCommunities, c.ID, c)
}

func dropCodes(tx *bbolt.Tx, c record.Community) error {
	for _, code := range []string{c.Groups, c.People} {
		if err := tx.Bucket(bucketCodes).Delete([]byte(code)); err != nil {
			return err
		}
	}
	return nil
}

// SetMembership moves a chat out of one community and into another.
func (s communities) SetMembership(ctx context.Context, m record.Membership) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if m.To != "" && !there(tx, m.To) {
			return record.ErrNotFound
		}
		return s.setMembership(tx, m)
	})
}

// there tells whether a community is stored and can be read.
func there(tx *bbolt.Tx, id string) bool {
	return readCommunity(tx, id, &record.Community{}) == nil
}

func (s communities) setMembership(tx *bbolt.Tx, m record.Membership) error {
	chat := record.Chat{ID: m.Chat, GroupID: m.GroupID}
	if _, err := getChat(tx, s.unreadable, m.Chat, &chat); err != nil || chat.Community == m.To {
		return err
	}
	if chat.Community != m.From {
		return record.ErrChanged
	}
	if err := tx.Bucket(bucketMembers).Delete(memberKey(m.From, m.Chat)); err != nil {
		return err
	}
	if m.To != "" {
		if err := tx.Bucket(bucketMembers).Put(memberKey(m.To, m.Chat), []byte{}); err != nil {
			return err
		}
	}
	if err := put(tx, bucketChats, chatKey(m.Chat), m.Belongs(chat)); err != nil {
		return err
	}
	return index(tx, m.Chat)
}

// Members returns a page of a community's chats on a platform. The cursor is
// the first chat of the page.
func (s communities) Members(ctx context.Context, id, platform, cursor string) (chats []record.Chat, next string, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		var failed error
		scan(tx, bucketMembers, join(id, platform)+sep, cursor, func(key, _ []byte) bool {
			if len(chats) == pageSize {
				next = string(key)
				return false
			}
			chat, found := record.Chat{}, false
			found, failed = get(tx, bucketChats, platform+sep+string(key), &chat)
			if found {
				chats = append(chats, chat)
			}
			return failed == nil
		})
		return failed
	})
	return chats, next, err
}

// CountMembers says how many chats belong to a community on each platform.
func (s communities) CountMembers(ctx context.Context, id string) (map[string]int, error) {
	counts := map[string]int{}
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		scan(tx, bucketMembers, id+sep, "", func(key, _ []byte) bool {
			platform, _, _ := strings.Cut(string(key), sep)
			counts[platform]++
			return true
		})
		return nil
	})
	return counts, err
}

// DeleteCommunity removes a community with everything of it.
func (s communities) DeleteCommunity(ctx context.Context, id string) error {
	return s.erase(ctx, func(tx *bbolt.Tx) error {
		if tx.Bucket(bucketCommunities).Get([]byte(id)) == nil {
			return nil
		}
		if err := noteForgotten(tx, archive.CommunityName(id), time.Now()); err != nil {
			return err
		}
		err := drop(tx, bucketCodes, func(_, value []byte) bool { return string(value) == id })
		if err != nil {
			return err
		}
		if err := freeMembers(tx, id); err != nil {
			return err
		}
		return tx.Bucket(bucketCommunities).Delete([]byte(id))
	})
}

// freeMembers makes the chats of a community belong to none.
func freeMembers(tx *bbolt.Tx, id string) error {
	var keys []string
	scan(tx, bucketMembers, id+sep, "", func(key, _ []byte) bool {
		keys = append(keys, string(key))
		return true
	})
	for _, key := range keys {
		var chat record.Chat
		found, err := get(tx, bucketChats, key, &chat)
		if err != nil {
			return err
		}
		if found && chat.Community == id {
			// Whoever has read the chat must not write the community back.
			chat = record.Membership{Next: chat.Revision + "-"}.Belongs(chat)
			if err := put(tx, bucketChats, key, chat); err != nil {
				return err
			}
		}
	}
	return remove(tx, bucketMembers, id+sep)
}

// renameMember takes a chat's place in its community over to its new name, or
// with to as the zero name removes it.
func renameMember(tx *bbolt.Tx, chat record.Chat, to record.ChatID) error {
	if chat.Community == "" {
		return nil
	}
	if err := tx.Bucket(bucketMembers).Delete(memberKey(chat.Community, chat.ID)); err != nil || to.Key == "" {
		return err
	}
	return tx.Bucket(bucketMembers).Put(memberKey(chat.Community, to), []byte{})
}
