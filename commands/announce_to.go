package commands

import (
	"context"
	"regexp"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// choose sets who receives a draft: "here", "community", or one of the wider
// audiences, which are for operators; "" leaves it as it is.
func (c *Core) choose(ctx context.Context, a *ask, draft *Announcement, to string) error {
	switch strings.ToLower(to) {
	case "":
	case "here":
		draft.To = draft.place()
	case "community":
		community, is, err := c.home(ctx, a, draft.From)
		if err == nil && !is {
			err = a.problem("problem.no_community")
		}
		if err != nil {
			return err
		}
		draft.To = Audience{Kind: ToCommunity, Key: community.ID}
	default:
		if !a.operator() {
			return a.problem("problem.operators")
		}
		wide, err := c.ParseAudience(to)
		if err != nil {
			return a.problem("problem.audience", words.With{"Text": quote(to)})
		}
		draft.To = wide
	}
	draft.Within = within(a.lib, draft.To)
	return c.mayManage(ctx, a, *draft)
}

// platformForm is the name of a platform.
var platformForm = regexp.MustCompile(`^[a-z]{1,32}$`)

// ParseAudience reads an audience as an operator writes it: "everyone",
// "country:NG" (or its name), "region:middle-east", "platform:telegram" or
// "chat:telegram:7". A Problem says what it may be.
func (c *Core) ParseAudience(text string) (Audience, error) {
	lib := c.Library()
	kind, key, _ := strings.Cut(text, ":")
	to := Audience{Kind: AudienceKind(strings.ToLower(kind)), Key: key}
	switch to.Kind {
	case ToEveryone:
		if key == "" {
			return to, nil
		}
	case ToCountry:
		if found := placeNamed(lib, key); len(found.Countries) == 1 {
			to.Key = found.Countries[0].Key
			return to, nil
		}
	case ToRegion:
		if found := placeNamed(lib, key); found.Region != nil {
			to.Key = found.Region.Key
			return to, nil
		}
	case ToPlatform:
		if to.Key = strings.ToLower(key); platformForm.MatchString(to.Key) {
			return to, nil
		}
	case ToChat:
		if _, err := ParseChatID(key); err == nil {
			return to, nil
		}
	}
	voice := c.catalogue.In("")
	return Audience{}, Problem(voice.Say("problem.audience", words.With{"Text": quote(text)}))
}

// placeNamed is the place of a key, or of a name as somebody types it.
func placeNamed(lib *content.Library, key string) search.Result {
	if found := search.ByKey(lib, key); !found.Empty() {
		return found
	}
	return search.Find(lib, strings.ReplaceAll(key, "-", " "))
}

// audienceName writes an audience as people know it.
func (a *ask) audienceName(to Audience) string {
	switch to.Kind {
	case ToChat:
		return a.say("audience.chat")
	case ToSpace:
		return a.say("audience.space")
	case ToCommunity:
		return a.say("audience.community")
	case ToCountry:
		if country := a.lib.Country(to.Key); country != nil {
			return a.say("audience.follow", words.With{"Place": a.name(country)})
		}
	case ToRegion:
		if region := a.lib.Region(to.Key); region != nil {
			return a.say("audience.follow", words.With{"Place": region.Name})
		}
	case ToPlatform:
		return a.say("audience.platform", words.With{"Platform": strings.ToUpper(to.Key[:1]) + to.Key[1:]})
	}
	return a.say("audience.everyone")
}
