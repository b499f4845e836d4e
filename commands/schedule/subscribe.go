package schedule

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// morning is the time of day for those who name none.
const morning record.Wall = 7 * 60

// subscribeName is the command that adds a subscription.
const subscribeName = "subscribe"

// SubscribeCommand is the row of /subscribe.
func SubscribeCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: subscribeName, Role: reply.Moderator, Sends: true, Params: append([]reply.Param{
			{Name: argTime}, {Name: argPlace, IsPlace: true},
			{Name: argWhat, Choices: []reply.Choice{{Label: "what_prayer", Value: "prayer"}, {Label: "what_news", Value: whatNews}, {Label: "what_week", Value: whatWeek}}},
			{Name: argFor}, {Name: argOn}, session.ChatParam(),
			{Name: argCannot, Inner: true}, {Name: argAlso, Inner: true}, {Name: argOpen, Inner: true}, session.AnywayParam(), {Name: argTag, Inner: true},
		}, toggleParams()...)},
		Suggest: suggestions,
		Read:    readWish, Run: subscribe,
	}
}

// The parameters of /subscribe and /schedule.
const (
	argTime  = "time"
	argPlace = "place" // a city, country or zone
	argWhat  = "what"
	argFor   = "for"
	argOn    = "on"
	argWhich = "which" // the number of a subscription, or all
	argUntil = "until"
	// argCannot is the kind of what was asked for and cannot be done: see
	// words.Wish.
	argCannot = "cannot"
	// argAlso is what it is for besides, as keys: the names that were clear while one
	// was asked for.
	argAlso = "also"
	// argOpen is what further names may mean that were not clear, as keys: it is asked
	// one after the other.
	argOpen = "open"
)

// The values of argWhat that ask for the news, and for the points of a week.
const (
	whatNews = "news"
	whatWeek = "week"
)

// A subscribeArgs is what somebody asks for with "19:30 lagos for Nigeria on
// weekdays". What they leave out is nil or "".
type subscribeArgs struct {
	news, week bool
	clock      *words.Clock // as it was said
	at         *record.Wall // once it is clear
	place      string
	pick       *content.Selection
	wanted     search.Wanted // what pick was read of, as it was typed
	days       *record.Days
	cannot     string // the kind of what cannot be done; "" is nothing
	turnedOn   []record.Setting
	pings      string // the role that is pinged; "" is none
}

// parseWish reads the arguments of a session.
func parseWish(s *session.Session) (w subscribeArgs, err error) {
	w.news, w.week = strings.EqualFold(s.Arg(argWhat), whatNews), strings.EqualFold(s.Arg(argWhat), whatWeek)
	w.place, w.turnedOn = s.Arg(argPlace), turnedOn(s)
	w.cannot, _ = reply.ReadKeyed(s.Arg(argCannot))
	w.pings, _ = reply.ReadKeyed(s.Arg(argPing))
	if text := s.Arg(argTime); text != "" {
		clock, ok := readClock(s, text)
		if !ok {
			return w, s.Problem("problem.time", words.With{"Text": session.Quote(text)})
		}
		w.clock = &clock
		if at, sure := clock.Sure(nil); sure {
			w.at = &at
		}
	}
	if err := w.readFor(s); err != nil {
		return w, err
	}
	return w, w.readDays(s)
}

// readFor reads what it is for. Names that are not clear and come near some place are
// asked for; anything else that is not clear is a Problem.
func (w *subscribeArgs) readFor(s *session.Session) error {
	text := s.Arg(argFor)
	if text == "" {
		return nil
	}
	w.wanted = s.Wanted(text)
	for _, piece := range w.wanted.Unclear {
		if len(meant(piece)) == 0 {
			return s.Unclear(search.Wanted{Unclear: []search.Piece{piece}})
		}
	}
	also, err := s.ParseSelection(s.Arg(argAlso))
	pick := content.Selection{
		Countries: slices.Concat(also.Countries, w.wanted.Selection.Countries),
		Regions:   slices.Concat(also.Regions, w.wanted.Selection.Regions),
		Lists:     slices.Concat(also.Lists, w.wanted.Selection.Lists),
	}
	for _, keys := range []*[]string{&pick.Countries, &pick.Regions, &pick.Lists} {
		slices.Sort(*keys)
		*keys = slices.Compact(*keys)
	}
	w.pick = &pick
	return err
}

// readDays reads the days of a session.
func (w *subscribeArgs) readDays(s *session.Session) error {
	text := s.Arg(argOn)
	if text == "" {
		return nil
	}
	said := s.Own.ReadWish(text)
	if _, is := keyedDays(text); !is && said.Cannot != "" && said.Place == "" {
		w.cannot, w.days = said.Cannot, said.Days
		return nil
	}
	days, err := parseDays(s, text)
	if w.days = &days; err == nil && w.week && (days == 0 || days == allDays) {
		w.cannot, w.days = cannotDaily, nil
	}
	return err
}

// cannotDaily is the kind of what cannot be done where the points of a week are asked for
// every day.
const cannotDaily = "digest"

// token is the wish's time and kind in one word, as the payload of a button
// carries it: "07:00", "07:00+news".
func (w subscribeArgs) token() string {
	if w.news {
		return w.time().String() + "+" + whatNews
	}
	return w.time().String()
}

// subscribe makes the point of the day come to this chat every day.
func subscribe(ctx context.Context, s *session.Session) (reply.Reply, error) {
	w, err := parseWish(s)
	if err != nil {
		return reply.Reply{}, err
	}
	if w.isOpen(s) {
		return w.askFor(ctx, s, subscribing())
	}
	answer, err := settleAndAdd(ctx, s, w)
	return s.ExplainedAll(w.wanted, answer), err
}

// isOpen tells whether it is not clear which places it shall be for.
func (w subscribeArgs) isOpen(s *session.Session) bool {
	return len(w.wanted.Unclear) > 0 || s.Arg(argOpen) != ""
}

// askFor asks which place was meant that it shall be for, the first one of those that
// are not clear. The place where the asker is must be clear.
func (w subscribeArgs) askFor(ctx context.Context, s *session.Session, a asking) (reply.Reply, error) {
	keys := a.args(w)
	if w.place != "" {
		spots, _, err := spots(s, w.place)
		if err == nil && len(spots) > 1 {
			if err = s.Unclear(w.wanted); err == nil {
				err = s.Problem("problem.button") // the place was clear when the first name was asked for
			}
		}
		if err != nil {
			return reply.Reply{}, err
		}
		keys[argPlace] = reply.Keyed(spots[0].zone)
	}
	delete(keys, argFor)
	if w.pick != nil && !w.pick.Whole() {
		keys[argAlso] = selectionKeys(*w.pick)
	}
	open := openKeys(w.wanted.Unclear, s.Arg(argOpen))
	first, rest, _ := strings.Cut(open, ",")
	if keys[argOpen] = rest; rest == "" {
		delete(keys, argOpen)
	}
	if len(w.wanted.Unclear) > 0 {
		return s.ExplainedAll(w.wanted, a.ask(ctx, s, s.Meant(w.wanted.Unclear[0]), argFor, keys, "")), nil
	}
	return a.ask(ctx, s, s.OneOf(countriesOf(s, first)), argFor, keys, ""), nil
}

// settleAndAdd asks for what is missing or not clear, and stores the wish.
func settleAndAdd(ctx context.Context, s *session.Session, w subscribeArgs) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	here, question, err := settleSpot(ctx, s, w, chat)
	if err != nil || question != nil {
		return orEmpty(question), err
	}
	a := subscribing().with(argPlace, reply.Keyed(here.zone))
	if question := w.settle(ctx, s, here, a); question != nil {
		return *question, nil
	}
	return addSubscription(ctx, s, w, here, a)
}

func orEmpty(r *reply.Reply) reply.Reply {
	if r == nil {
		return reply.Reply{}
	}
	return *r
}

// settleSpot finds the zone of a wish: the one it names, else the chat's own.
// Where that is not clear, the reply asks.
func settleSpot(ctx context.Context, s *session.Session, w subscribeArgs, chat record.Chat) (clockPlace, *reply.Reply, error) {
	if w.place == "" {
		if chat.Zone != "" {
			return clockPlace{chat.Zone, session.City(chat.Zone), true}, nil, nil
		}
		p := wishPicker(w, subscribing())
		question := p.ask(ctx, s, p.regions(s))
		return clockPlace{}, &question, nil
	}
	return wishPicker(w, subscribing()).find(ctx, s, w.place)
}

// addSubscription stores the wish; asked twice, it is the same subscription. What is
// missing for that is asked for.
func addSubscription(ctx context.Context, s *session.Session, w subscribeArgs, here clockPlace, a asking) (reply.Reply, error) {
	then := a.then(s, w)
	if question, err := s.Preflight(ctx, then); err != nil || question != nil {
		return orEmpty(question), err
	}
	tag := ""
	if inForum(s) {
		found, question, err := settleTag(ctx, s, then)
		if err != nil || question != nil {
			return orEmpty(question), err
		}
		tag = found
	}
	if w.pings != "" {
		if _, err := s.PingableRole(ctx, reply.Keyed(w.pings)); err != nil {
			return reply.Reply{}, err
		}
	}
	wanted := w.subscription(here, s.Request.Now)
	joined, err := joinedTo(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	before, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	if answer, comes := joined.comes(s, before, wanted); comes {
		return answer, nil
	}
	again := false
	chat, err := s.Change(ctx, func(chat *record.Chat) error {
		chat.Revive(s.Request.Now)
		joined.note(chat)
		w.choose(chat)
		if inForum(s) {
			chat.MakeForum(tag)
		}
		if same := chat.Same(wanted); same != nil {
			wanted, again = *same, true
			return nil
		}
		if len(chat.Subscriptions) >= record.MaxSubscriptions {
			return s.Problem("problem.five")
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
		return reply.Reply{}, err
	}
	title := session.ByKind(wanted, "subscribe.title", "subscribe.news", "subscribe.week")
	if again {
		title = session.ByKind(wanted, "subscribe.title_again", "subscribe.news_again", "subscribe.week_again")
	}
	answer := subscribed(ctx, s, title, *chat.Subscription(wanted.ID), here)
	answer.Blocks = append(answer.Blocks, w.turned(s)...)
	if answer.Blocks, err = joined.settle(ctx, s, chat, wanted, answer.Blocks); err != nil {
		return reply.Reply{}, err
	}
	return s.WithCommunity(ctx, s, chat, answer)
}

// subscription is the wish with all that it leaves open filled in.
func (w subscribeArgs) subscription(here clockPlace, now time.Time) record.Subscription {
	s := record.Subscription{News: w.news, Week: w.week, At: morning, Zone: here.zone, Since: now}
	if w.at != nil {
		s.At = *w.at
	}
	if w.pick != nil {
		s.Selection = *w.pick
	}
	if w.days != nil {
		s.Days = *w.days
	}
	if s.Week && s.Days == 0 {
		s.Days = s.Days.With(time.Sunday)
	}
	return s
}

// subscribed confirms a subscription: its next three sendings, and the clock
// by which a wrong zone is noticed.
func subscribed(ctx context.Context, s *session.Session, title string, sub record.Subscription, here clockPlace) reply.Reply {
	zone := here.location()
	answer := reply.Reply{
		Title:      s.Say(title, words.With{"Time": s.Clock(sub.At), "Days": s.Days(sub.Days)}),
		Blocks:     wishBlocks(s, sub, zone),
		Visibility: reply.InPlace,
	}
	if sub.News {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("subscribe.quiet")})
	}
	full, other := crowded(ctx, s, sub)
	answer.Blocks = append(answer.Blocks, full...)
	clock := words.With{"Time": s.ClockIn(zone)}
	if here.sure {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("subscribe.clock_sure", clock)})
		answer.Buttons = [][]reply.Button{{nowButton(s, sub), {Label: s.Say("button.schedule"), Do: "schedule"}}}
	} else {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("subscribe.clock", clock)})
		answer.Buttons = [][]reply.Button{
			{{Label: s.Say("button.zone_right", clock), Do: "schedule"}},
			{{Label: s.Say("button.zone_wrong"), Do: "place " + tokenOne + strconv.Itoa(sub.ID)}},
		}
	}
	answer.Buttons = slices.Concat(answer.Buttons, other, warnButtons(s, sub))
	answer.Blocks = append(answer.Blocks, s.HowTyped("subscribe.more")...)
	return answer
}

// nowButton leads to what the subscription would bring now.
func nowButton(s *session.Session, sub record.Subscription) reply.Button {
	if sub.News {
		return reply.Button{Label: s.Say("button.news"), Do: "news"}
	}
	return reply.Button{Label: s.Say("button.pray_today"), Do: "pray"}
}

// nextSlots lists the next three sendings of a subscription.
func nextSlots(s *session.Session, sub record.Subscription, zone *time.Location) []reply.Item {
	var items []reply.Item
	after := s.Request.Now
	for range 3 {
		slot, ok := sub.Next(after)
		if !ok {
			break
		}
		items = append(items, reply.Item{Text: s.Moment(slot.Due, zone), At: slot.Due})
		after = slot.Due
		sub.Last = slot.Date
	}
	return items
}
