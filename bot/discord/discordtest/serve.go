package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"prayerbot/bot/adapter/fake"
)

// refusal is an answer that says no.
type refusal struct {
	status, code int
	text         string
}

// invalid is Discord's answer to a form that is not right.
func invalid(format string, args ...any) *refusal {
	return &refusal{400, 50035, fmt.Sprintf("Invalid Form Body: "+format, args...)}
}

// route is one method and path of the API. Its groups are given to do.
type route struct {
	method string
	path   *regexp.Regexp
	do     func(s *Server, groups []string, body []byte) (any, *refusal)
}

var routes = []route{
	{"GET", path(`/users/@me`), (*Server).me},
	{"POST", path(`/users/@me/channels`), (*Server).openDM},
	{"GET", path(`/applications/@me`), (*Server).getApplication},
	{"PATCH", path(`/applications/@me`), (*Server).changeApplication},
	{"GET", path(`/gateway`), (*Server).gatewayAddress},
	{"GET", path(`/gateway/bot`), (*Server).gatewayForBots},
	{"GET", path(`/applications/(\d+)/commands`), (*Server).getCommands},
	{"PUT", path(`/applications/(\d+)/commands`), (*Server).putCommands},
	{"POST", path(`/interactions/(\d+)/([^/]+)/callback`), (*Server).callback},
	{"POST", path(`/webhooks/(\d+)/([^/]+)`), (*Server).followUp},
	{"PATCH", path(`/webhooks/(\d+)/([^/]+)/messages/@original`), (*Server).editAnswer},
	{"POST", path(`/channels/(\d+)/messages`), (*Server).createMessage},
	{"GET", path(`/channels/(\d+)/messages`), (*Server).readMessages},
	{"PATCH", path(`/channels/(\d+)/messages/(\d+)`), (*Server).editMessage},
	{"DELETE", path(`/channels/(\d+)/messages/(\d+)`), (*Server).deleteMessage},
	{"GET", path(`/channels/(\d+)`), (*Server).getChannel},
	{"PATCH", path(`/channels/(\d+)`), (*Server).changeThread},
	{"DELETE", path(`/channels/(\d+)`), (*Server).deleteThread},
	{"POST", path(`/channels/(\d+)/threads`), (*Server).openPost},
	{"POST", path(`/channels/(\d+)/messages/(\d+)/threads`), (*Server).openThread},
	{"POST", path(`/channels/(\d+)/messages/(\d+)/crosspost`), (*Server).crosspost},
	{"GET", path(`/channels/(\d+)/thread-members/(\d+)`), (*Server).threadMember},
	{"GET", path(`/guilds/(\d+)/threads/active`), (*Server).activeThreads},
	{"GET", path(`/guilds/(\d+)`), (*Server).getGuild},
	{"GET", path(`/guilds/(\d+)/members/(\d+)`), (*Server).getMember},
}

func path(p string) *regexp.Regexp { return regexp.MustCompile(`^/api/v\d+` + p + `$`) }

// serve answers a request, or takes a gateway session in.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, socketPath) {
		s.serveSession(w, r)
		return
	}
	came := time.Now()
	body, files, refused := readBody(r)
	if refused != nil {
		answer(w, nil, refused)
		return
	}
	if l := s.limited(w, r); l != nil {
		sayLimited(w, *l)
		return
	}
	fault := s.takeFault(r)
	if fault != nil && !fault.Accept {
		fail(w, r, fault)
		return
	}
	delay := s.delayOf(r)
	time.Sleep(delay)
	if sends(r) && !s.Arrives() {
		fake.Cut(w)
		return
	}
	s.holdAnswer(r)
	result, refused := s.call(r, body, files, came)
	s.violations.note(r.Method, r.URL.Path, refused)
	time.Sleep(delay)
	if fault != nil {
		fail(w, r, fault)
		return
	}
	answer(w, result, refused)
}

// sends tells whether a request is to send a message.
func sends(r *http.Request) bool {
	return r.Method == http.MethodPost && (sendRoute.MatchString(r.URL.Path) || postRoute.MatchString(r.URL.Path))
}

// postRoute opens a post of a forum.
var postRoute = path(`/channels/\d+/threads`)

// call finds the route, checks the token, and does what is asked.
func (s *Server) call(r *http.Request, body []byte, files map[string][]byte, came time.Time) (any, *refusal) {
	open := strings.Contains(r.URL.Path, "/interactions/") || strings.Contains(r.URL.Path, "/webhooks/")
	if !open && !s.knows(r.Header.Get("Authorization")) {
		return nil, &refusal{401, 0, "401: Unauthorized"}
	}
	for _, rt := range routes {
		groups := rt.path.FindStringSubmatch(r.URL.Path)
		if groups != nil && rt.method == r.Method {
			defer s.state.Change()()
			s.entry.at, s.entry.files = came, files
			s.entry.listener = fake.ListenerOf(r)
			if refused := s.installs.closed(r.URL.Path); refused != nil && !open {
				return nil, refused
			}
			return rt.do(s, groups[1:], body)
		}
	}
	return nil, &refusal{404, 0, "404: Not Found"}
}

func answer(w http.ResponseWriter, result any, refused *refusal) {
	w.Header().Set("Content-Type", "application/json")
	switch {
	case refused != nil:
		w.WriteHeader(refused.status)
		json.NewEncoder(w).Encode(map[string]any{"message": refused.text, "code": refused.code})
	case result == nil:
		w.WriteHeader(http.StatusNoContent)
	default:
		json.NewEncoder(w).Encode(result)
	}
}

// strictly reads JSON into a form that knows all fields that are used.
func strictly(body []byte, into any) *refusal {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return invalid("%v", err)
	}
	return nil
}

func (s *Server) me([]string, []byte) (any, *refusal) {
	return map[string]any{"id": BotID, "username": "Prayer", "bot": true}, nil
}

// pingForm is what pings at the beginning of a message.
var pingForm = regexp.MustCompile(`^(@everyone|<@&\d+>)`)

// mention is a command that can be pressed.
var mention = regexp.MustCompile(`</([a-z]+):\d+>`)

func (m *Message) fill(form messageForm) {
	if form.Flags&laidOut != 0 {
		m.fillLaid(form)
		return
	}
	m.Title, m.Text, m.Buttons, m.Content, m.Embeds = "", "", nil, form.Content, form.Embeds
	if form.Attachments != nil {
		m.Picture, m.Alt = nil, ""
	}
	for _, a := range form.attachments() {
		m.Picture, m.Alt = form.files[a.Name], a.Description
	}
	for i, e := range form.Embeds {
		if i == 0 {
			m.Embed, m.Title, m.Text = e, e.Title, e.words()
			continue
		}
		m.Text += "\n" + e.Title + "\n" + e.words()
	}
	if m.Title == "" {
		m.Title = strings.Trim(strings.TrimSpace(pingForm.ReplaceAllString(form.Content, "")), "*")
	}
	m.fillButtons(form)
}

// fillButtons takes the components of a form.
func (m *Message) fillButtons(form messageForm) {
	m.Buttons, m.form.Components = nil, form.Components
	for _, r := range form.Components {
		m.Buttons = append(m.Buttons, buttonsOf(r.Components))
	}
}

// buttonsOf are those of a row.
func buttonsOf(controls []control) (row []Button) {
	for _, b := range controls {
		switch b.Type {
		case 3:
			row = append(row, b.lines(b.ID)...)
		case 6:
			row = append(row, Button{Label: b.Placeholder, ID: b.ID, Roles: true})
		case 8:
			row = append(row, Button{Label: b.Placeholder, ID: b.ID, Chats: true})
		default:
			row = append(row, Button{Label: b.Label, ID: b.ID, URL: b.URL})
		}
	}
	return row
}

func (m *Message) json() map[string]any {
	all := map[string]any{
		"id": m.ID, "channel_id": m.Channel, "content": m.Content, "timestamp": m.At.UTC().Format(time.RFC3339Nano),
		"author": m.author(), "embeds": m.Embeds, "flags": m.Flags, "components": m.parts(),
	}
	if m.Laid {
		all["embeds"] = []any{}
	}
	if m.Answers != "" {
		all["interaction_metadata"] = map[string]any{
			"id": m.Answers, "type": m.kind, "user": map[string]any{"id": m.Asked, "username": "somebody"},
			"authorizing_integration_owners": m.owners,
		}
	}
	return all
}

// parts are a message's components as Discord sends them.
func (m *Message) parts() any {
	if m.Laid {
		return m.laidJSON()
	}
	return m.rows()
}

// author is who wrote a message, as Discord tells of them.
func (m *Message) author() map[string]any {
	if m.Author != "" {
		return map[string]any{"id": m.Author, "username": "somebody"}
	}
	return map[string]any{"id": BotID, "bot": true}
}
