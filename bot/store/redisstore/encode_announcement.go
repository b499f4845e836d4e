package redisstore

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
)

// encodeAnnouncement writes an announcement's fields. What is empty is left out.
func encodeAnnouncement(a record.Announcement) map[string]string {
	fields := map[string]string{"to": a.To.String(), "state": string(a.State), "text": a.Text, "created": millis(a.Created)}
	set := func(field, value string) {
		if value != "" && value != "0" {
			fields[field] = value
		}
	}
	if a.From != (record.ChatID{}) {
		fields["from"] = a.From.String()
	}
	set("space", a.GroupID)
	set("within", strings.Join(a.Within, ","))
	set("person", a.Person)
	set("speaker", a.Speaker)
	set("agreed", flag(a.Agreed))
	set("second", a.Second)
	set("repeat", encodeJSON(a.Repeat, !a.Repeat.Is()))
	set("of", encodeJSON(a.Of, a.Of == record.Occurrence{}))
	set("kind", string(a.Kind))
	set("country", a.Country)
	set("ping", flag(a.Ping))
	set("alone", flag(a.Alone))
	set("corrects", a.Corrects)
	set("edition", strconv.Itoa(a.Edition))
	set("at", millis(a.At))
	set("revision", strconv.Itoa(a.Revision))
	if !a.Confirmed.IsZero() {
		fields["confirmed"], fields["reach"] = millis(a.Confirmed), strconv.Itoa(a.Reach)
	}
	if a.State == record.StateStopped || a.State == record.StateRetracted {
		fields["note"] = flag(a.Note)
	}
	return fields
}

// decodeAnnouncement reads what encodeAnnouncement and the scripts wrote; ErrNotFound
// where there is nothing, or nothing in force.
func decodeAnnouncement(id string, fields map[string]string, now time.Time) (record.Announcement, error) {
	if len(fields) == 0 || id == "" {
		return record.Announcement{}, record.ErrNotFound
	}
	r := reader{}
	a := record.Announcement{
		ID: id, To: decodeAudience(fields), Within: list(fields["within"]), From: r.chat(fields["from"]), GroupID: fields["space"],
		Person: fields["person"], Speaker: fields["speaker"], Agreed: fields["agreed"] == "1", Second: fields["second"], Kind: record.AnnouncementKind(fields["kind"]), Country: fields["country"],
		Text: fields["text"], Ping: fields["ping"] == "1", Alone: fields["alone"] == "1", Corrects: fields["corrects"], Edition: r.number(fields["edition"]), Revision: r.number(fields["revision"]),
		State: record.AnnouncementState(fields["state"]), Created: r.instant(fields["created"]), At: r.instant(fields["at"]),
		Confirmed: r.instant(fields["confirmed"]), Reach: r.number(fields["reach"]), Note: fields["note"] == "1",
	}
	r.json(fields["repeat"], &a.Repeat)
	r.json(fields["of"], &a.Of)
	r.note(a.Sound())
	if r.err != nil {
		return record.Announcement{}, fmt.Errorf("read an announcement: %w", r.err)
	}
	if a.Expired(now) {
		return record.Announcement{}, record.ErrNotFound
	}
	return a, nil
}

// decodeAudience reads who receives an announcement, also from before there were
// audiences.
func decodeAudience(fields map[string]string) record.Audience {
	if to := record.ParseAudience(fields["to"]); to.Kind != "" {
		return to
	}
	platform, _, _ := strings.Cut(fields["from"], ":")
	switch {
	case fields["everyone"] == "1":
		return record.Audience{Kind: record.ToEveryone}
	case fields["space"] != "":
		return record.Audience{Kind: record.ToGroup, Key: platform + ":" + fields["space"]}
	}
	return record.Audience{Kind: record.ToChat, Key: fields["from"]}
}

// encodeJSON writes a part of an announcement; "" where it is empty.
func encodeJSON(v any, empty bool) string {
	if empty {
		return ""
	}
	text, err := json.Marshal(v)
	if err != nil { // no part holds what has no JSON
		return ""
	}
	return string(text)
}

// json reads what encodeJSON wrote; "" leaves it empty.
func (r *reader) json(s string, to any) {
	if s != "" {
		r.note(json.Unmarshal([]byte(s), to))
	}
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
