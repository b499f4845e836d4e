package commands

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// morning is the time of day for those who name none.
const morning Wall = 7 * 60

func (c *Core) subscribeRow() entry {
	return entry{
		Row: Row{Name: "subscribe", Role: Moderator, Sends: true, Params: []Param{
			{Name: "time"}, {Name: "place", Suggests: true},
			{Name: "what", Choices: []Choice{{"what_prayer", "prayer"}, {"what_news", "news"}}},
			{Name: "for", Lead: "for", Suggests: true},
			{Name: "on", Lead: "on", Choices: []Choice{{"days_daily", "every day"}, {"days_weekdays", "weekdays"}, {"days_weekends", "weekends"}}},
		}},
		run: c.subscribe,
	}
}

// A wish is what a line such as "19:30 lagos for Nigeria on weekdays" asks for.
// What the line leaves out is nil or "".
type wish struct {
	news  bool
	at    *Wall
	place string
	pick  *content.Selection
	days  *Days
}

// clause finds the words that open the later parts of the line.
var clause = regexp.MustCompile(`(?i)(?:^|\s)(for|on)\s+`)

// parseWish takes a line apart and reads each part.
func (a *ask) parseWish(line string) (wish, error) {
	var w wish
	head, parts := clauses(line)
	head, w.news = takeKind(head)
	at, place, found, err := a.takeTime(strings.Join(withoutFillers(head), " "))
	if err != nil {
		return w, err
	}
	if found {
		w.at = &at
	}
	w.place = strings.Join(withoutFillers(place), " ")
	if text, ok := parts["for"]; ok {
		pick, err := a.parseSelection(text)
		if err != nil {
			return w, err
		}
		w.pick = &pick
	}
	if text, ok := parts["on"]; ok {
		days, err := a.parseDays(text)
		if err != nil {
			return w, err
		}
		w.days = &days
	}
	return w, nil
}

// kindForm finds what is to come, at the beginning or the end of the line.
var kindForm = regexp.MustCompile(`(?i)^(?:to\s+)?(?:the\s+|a\s+)?(news|headlines|prayer)(?:\s+|$)|\s+(news|headlines|prayer)$|\+(news)\b`)

// takeKind tells whether a line asks for the news, and returns the rest.
func takeKind(line string) (rest string, news bool) {
	line = strings.TrimSpace(line)
	m := kindForm.FindStringSubmatchIndex(line)
	if m == nil {
		return line, false
	}
	rest = strings.TrimSpace(line[:m[0]] + " " + line[m[1]:])
	return rest, !strings.Contains(strings.ToLower(line[m[0]:m[1]]), "prayer")
}

// token is the wish's time and kind in one word, as the payload of a button
// carries it: "07:00", "07:00+news".
func (w wish) token() string {
	if w.news {
		return w.time().String() + "+news"
	}
	return w.time().String()
}

// clauses parts a line into what stands before the first "for" or "on", and
// what stands behind each.
func clauses(line string) (head string, parts map[string]string) {
	parts = map[string]string{}
	marks := clause.FindAllStringSubmatchIndex(line, -1)
	if len(marks) == 0 {
		return line, parts
	}
	for i, m := range marks {
		end := len(line)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		parts[strings.ToLower(line[m[2]:m[3]])] = strings.TrimSpace(line[m[1]:end])
	}
	return line[:marks[0][0]], parts
}

// withoutFillers drops the small words that people put between.
func withoutFillers(s string) []string {
	return slices.DeleteFunc(strings.Fields(s), func(w string) bool {
		return slices.Contains([]string{"at", "in", "daily", "time", "me", "from"}, strings.ToLower(w))
	})
}

// subscribe makes the point of the day come to this chat every day.
func (c *Core) subscribe(ctx context.Context, a *ask) (Reply, error) {
	w, err := a.parseWish(a.args)
	if err != nil {
		return Reply{}, err
	}
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	here, question, err := a.settleSpot(w, chat)
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	return c.addSubscription(ctx, a, w, here)
}

func orEmpty(r *Reply) Reply {
	if r == nil {
		return Reply{}
	}
	return *r
}

// settleSpot finds the zone of a wish: the one it names, else the chat's own.
// Where that is not clear, the reply asks.
func (a *ask) settleSpot(w wish, chat Chat) (spot, *Reply, error) {
	if w.place == "" {
		if chat.Zone != "" {
			return spot{chat.Zone, city(chat.Zone), true}, nil, nil
		}
		question := a.askWhere(w)
		return spot{}, &question, nil
	}
	spots, country, err := a.spots(w.place)
	if err != nil {
		return spot{}, nil, err
	}
	if len(spots) > 1 {
		question, err := a.askZone(w, spots, country)
		return spot{}, question, err
	}
	return spots[0], nil, nil
}

// addSubscription stores the wish; asked twice, it is the same subscription.
func (c *Core) addSubscription(ctx context.Context, a *ask, w wish, here spot) (Reply, error) {
	wanted := w.subscription(here, a.req.Now)
	again := false
	chat, err := a.change(ctx, func(chat *Chat) error {
		chat.revive(a.req.Now)
		if same := chat.same(wanted); same != nil {
			wanted, again = *same, true
			return nil
		}
		if len(chat.Subscriptions) >= MaxSubscriptions {
			return a.problem("problem.five")
		}
		if chat.Zone == "" {
			chat.Zone = here.zone
		}
		chat.LastID++
		wanted.ID, again = chat.LastID, false
		chat.Subscriptions = append(chat.Subscriptions, wanted)
		return nil
	})
	if err != nil {
		return Reply{}, err
	}
	title := wanted.either("subscribe.title", "subscribe.news")
	if again {
		title = wanted.either("subscribe.title_again", "subscribe.news_again")
	}
	return c.shared(ctx, a, chat, a.subscribed(title, *chat.Subscription(wanted.ID), here))
}

// subscription is the wish with all that it leaves open filled in.
func (w wish) subscription(here spot, now time.Time) Subscription {
	s := Subscription{News: w.news, At: morning, Zone: here.zone, Since: now}
	if w.at != nil {
		s.At = *w.at
	}
	if w.pick != nil {
		s.Selection = *w.pick
	}
	if w.days != nil {
		s.Days = *w.days
	}
	return s
}

// same finds a subscription of the same kind with the same times and selection.
func (c *Chat) same(s Subscription) *Subscription {
	for i, old := range c.Subscriptions {
		if old.News == s.News && old.At == s.At && old.Zone == s.Zone && old.Days == s.Days && old.Selection.Equal(s.Selection) {
			return &c.Subscriptions[i]
		}
	}
	return nil
}

// subscribed confirms a subscription: its next three sendings, and the clock
// by which a wrong zone is noticed.
func (a *ask) subscribed(title string, s Subscription, here spot) Reply {
	zone := here.location()
	reply := Reply{
		Title: a.say(title, words.With{"Time": s.At.String(), "Days": a.days(s.Days)}),
		Blocks: []Block{
			{Kind: Facts, Items: []Item{
				{Label: a.say(s.either("subscribe.for", "subscribe.about")), Text: a.selection(s.Selection)},
				{Label: a.say("subscribe.place"), Text: s.Zone},
			}},
			{Kind: Heading, Text: a.say("subscribe.next")},
			{Kind: List, Items: a.nextSlots(s, zone)},
		},
		Show: InPlace,
	}
	if s.News {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("subscribe.quiet")})
	}
	clock := words.With{"Time": a.clock(zone)}
	if here.sure {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("subscribe.clock_sure", clock)})
		reply.Buttons = [][]Button{{a.nowButton(s), {Label: a.say("button.schedule"), Do: "schedule"}}}
	} else {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: a.say("subscribe.clock", clock)})
		reply.Buttons = [][]Button{
			{{Label: a.say("button.zone_right", clock), Do: "schedule"}},
			{{Label: a.say("button.zone_wrong"), Do: "place -"}},
		}
	}
	reply.Blocks = append(reply.Blocks, Block{Kind: Note, Text: a.say("subscribe.more")})
	return reply
}

// nowButton leads to what the subscription would bring now.
func (a *ask) nowButton(s Subscription) Button {
	if s.News {
		return Button{Label: a.say("button.news"), Do: "news"}
	}
	return Button{Label: a.say("button.pray_today"), Do: "pray"}
}

// nextSlots lists the next three sendings of a subscription.
func (a *ask) nextSlots(s Subscription, zone *time.Location) []Item {
	var items []Item
	after := a.req.Now
	for range 3 {
		slot, ok := s.Next(after)
		if !ok {
			break
		}
		items = append(items, Item{Text: a.moment(slot.Due, zone), At: slot.Due})
		after = slot.Due
		s.Last = slot.Date
	}
	return items
}
