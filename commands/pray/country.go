package pray

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// CountryCommand is the row of /country.
func CountryCommand() session.Command {
	return session.Command{
		Row:     reply.Row{Name: "country", Role: reply.Anyone, Public: true, Params: []reply.Param{{Name: ArgCountry}}},
		Suggest: map[string]session.Suggest{ArgCountry: session.SuggestPlaces},
		Run:     Country, Shows: true,
	}
}

// ArgCountry is the parameter of /country: a country, region or list.
const ArgCountry = "name"

// Country answers with a report, with a list to choose from, or with what the
// name may have meant.
func Country(ctx context.Context, s *session.Session) (reply.Reply, error) {
	name := s.Arg(ArgCountry)
	if name == "" {
		s.EndQuestion(ctx) // this asks too: what is typed next is a country
		return regions(s), nil
	}
	found := s.Find(name)
	switch {
	case len(found.Countries) == 1:
		answer, err := countryPage(ctx, s, found.Countries[0])
		return s.Explained(found, answer), err
	case found.Region != nil:
		return region(s, found.Region), nil
	case found.List != nil:
		return listed(s, found.List), nil
	}
	return s.Unsure(ctx, found, ArgCountry, nil, "")
}
