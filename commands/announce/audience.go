package announce

import (
	"context"
	"regexp"
	"strings"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// choose sets who receives a draft: "here", "community", or one of the wider
// audiences, which are for operators; "" leaves it as it is.
func choose(ctx context.Context, s *session.Session, draft *record.Announcement, to string) error {
	switch strings.ToLower(to) {
	case "":
	case "here":
		draft.To, draft.Speaker = draft.Origin(), groupName(s)
	case "community":
		community, is, err := home(ctx, s, draft.From)
		if err == nil && !is {
			err = s.Problem("problem.no_community")
		}
		if err != nil {
			return err
		}
		draft.To, draft.Speaker = record.Audience{Kind: record.ToCommunity, Key: community.ID}, community.Name
	default:
		if !s.IsOperator() {
			return s.Problem("problem.operators")
		}
		wide, err := ParseAudience(s.Env, to)
		if err != nil {
			return s.Problem("problem.audience", words.With{"Text": session.Quote(to)})
		}
		draft.To, draft.Speaker = wide, ""
	}
	draft.Within = record.Within(s.Library, draft.To)
	return mayManage(ctx, s, *draft)
}

// groupName is the name of the server or group that asks, as one short line; ""
// where it has none that can be shown.
func groupName(s *session.Session) string {
	name := session.Quote(session.Visible(s.Request.GroupName))
	if leads.MatchString(name) {
		return ""
	}
	return name
}

// leads finds what a platform might make a link, a mention or a tag of.
var leads = regexp.MustCompile(`://|[@#$/]|\pL\.\pL|\d{5}`)

// platformForm is the name of a platform.
var platformForm = regexp.MustCompile(`^[a-z]{1,32}$`)

// ParseAudience reads an audience as an operator writes it: "everyone",
// "country:NG" (or its name), "region:middle-east", "platform:telegram" or
// "chat:telegram:7". A Problem says what it may be.
func ParseAudience(env *session.Env, text string) (record.Audience, error) {
	lib := env.CurrentLibrary()
	kind, key, _ := strings.Cut(text, ":")
	to := record.Audience{Kind: record.AudienceKind(strings.ToLower(kind)), Key: key}
	switch to.Kind {
	case record.ToEveryone:
		if key == "" {
			return to, nil
		}
	case record.ToCountry:
		if found := placeNamed(lib, key); len(found.Countries) == 1 && found.Of.How != search.Slip {
			to.Key = found.Countries[0].Key
			return to, nil
		}
	case record.ToRegion:
		if found := placeNamed(lib, key); found.Region != nil {
			to.Key = found.Region.Key
			return to, nil
		}
	case record.ToPlatform:
		if to.Key = strings.ToLower(key); platformForm.MatchString(to.Key) {
			return to, nil
		}
	case record.ToChat:
		if _, err := record.ParseChatID(key); err == nil {
			return to, nil
		}
	}
	voice := env.VoiceIn("")
	return record.Audience{}, reply.Problem(voice.Say("problem.audience", words.With{"Text": session.Quote(text)}))
}

// placeNamed is the place of a key, or of a name as somebody types it.
func placeNamed(lib *content.Library, key string) search.Result {
	if found := search.ByKey(lib, key); !found.Empty() {
		return found
	}
	return search.Find(lib, strings.ReplaceAll(key, "-", " "))
}

// audienceName writes an audience as people know it.
func audienceName(s *session.Session, to record.Audience) string {
	switch to.Kind {
	case record.ToChat:
		return s.Say("audience.chat")
	case record.ToGroup:
		return s.Say("audience.space")
	case record.ToCommunity:
		return s.Say("audience.community")
	case record.ToCountry:
		if country := s.Library.Country(to.Key); country != nil {
			return s.Say("audience.follow", words.With{"Place": s.CountryInText(country)})
		}
	case record.ToRegion:
		if region := s.Library.Region(to.Key); region != nil {
			return s.Say("audience.follow", words.With{"Place": s.RegionInText(region)})
		}
	case record.ToPlatform:
		return s.Say("audience.platform", words.With{"Platform": s.Say("platform." + to.Key)})
	}
	return s.Say("audience.everyone")
}
