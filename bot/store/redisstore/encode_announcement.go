package redisstore

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
)

// formAnnouncement writes an announcement's fields. What is empty is left out.
func formAnnouncement(a record.Announcement) map[string]string {
	form := map[string]string{"to": a.To.String(), "state": string(a.State), "text": a.Text, "created": millis(a.Created)}
	set := func(field, value string) {
		if value != "" && value != "0" {
			form[field] = value
		}
	}
	if a.From != (record.ChatID{}) {
		form["from"] = a.From.String()
	}
	set("space", a.GroupID)
	set("within", strings.Join(a.Within, ","))
	set("person", a.Person)
	set("agreed", flag(a.Agreed))
	set("kind", string(a.Kind))
	set("country", a.Country)
	set("ping", flag(a.Ping))
	set("alone", flag(a.Alone))
	set("corrects", a.Corrects)
	set("edition", strconv.Itoa(a.Edition))
	set("at", millis(a.At))
	return form
}

// readAnnouncement reads what formAnnouncement and the scripts wrote; ErrNotFound
// where there is nothing, or nothing in force.
func readAnnouncement(id string, form map[string]string, now time.Time) (record.Announcement, error) {
	if len(form) == 0 || id == "" {
		return record.Announcement{}, record.ErrNotFound
	}
	r := reader{}
	a := record.Announcement{
		ID: id, To: readAudience(form), Within: list(form["within"]), From: r.chat(form["from"]), GroupID: form["space"],
		Person: form["person"], Agreed: form["agreed"] == "1", Kind: record.AnnouncementKind(form["kind"]), Country: form["country"],
		Text: form["text"], Ping: form["ping"] == "1", Alone: form["alone"] == "1", Corrects: form["corrects"], Edition: r.number(form["edition"]), Revision: r.number(form["revision"]),
		State: record.AnnouncementState(form["state"]), Created: r.instant(form["created"]), At: r.instant(form["at"]),
		Confirmed: r.instant(form["confirmed"]), Reach: r.number(form["reach"]), Note: form["note"] == "1",
	}
	if r.err != nil {
		return record.Announcement{}, fmt.Errorf("read an announcement: %w", r.err)
	}
	if a.Expired(now) {
		return record.Announcement{}, record.ErrNotFound
	}
	return a, nil
}

// readAudience reads who receives an announcement, also from before there were
// audiences.
func readAudience(form map[string]string) record.Audience {
	if kind, key, _ := strings.Cut(form["to"], ":"); kind != "" {
		return record.Audience{Kind: record.AudienceKind(kind), Key: key}
	}
	platform, _, _ := strings.Cut(form["from"], ":")
	switch {
	case form["everyone"] == "1":
		return record.Audience{Kind: record.ToEveryone}
	case form["space"] != "":
		return record.Audience{Kind: record.ToGroup, Key: platform + ":" + form["space"]}
	}
	return record.Audience{Kind: record.ToChat, Key: form["from"]}
}

// chat reads a chat's name; "" is none.
func (r *reader) chat(s string) record.ChatID {
	if s == "" {
		return record.ChatID{}
	}
	id, err := record.ParseChatID(s)
	r.note(err)
	return id
}
