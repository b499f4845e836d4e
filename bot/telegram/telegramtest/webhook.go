package telegramtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"time"
)

// SetWebhook makes another program set a webhook: polling is impossible until it
// is deleted.
func (s *updateQueue) SetWebhook(url string) {
	defer s.state.Change()()
	s.webhook = url
}

// Webhook is the address that is set, and the secret that goes with it.
func (s *updateQueue) Webhook() (address, secret string) {
	s.state.Lock()
	defer s.state.Unlock()
	return s.webhook, s.secret
}

// Reach makes the webhook's address lead to host:port, one after the other where
// there are several, and brings what waits there until the server is closed.
func (s *updateQueue) Reach(hosts ...string) {
	unlock := s.state.Change()
	first := s.reach == nil
	s.reach = hosts
	unlock()
	if first {
		go s.bringAll()
	}
}

// stop brings nothing any more.
func (s *updateQueue) stop() {
	defer s.state.Change()()
	s.closed = true
}

// bringAgain is how long an update waits that could not be brought.
const bringAgain = 20 * time.Millisecond

func (s *updateQueue) bringAll() {
	for turn := 0; ; turn++ {
		host, secret, u, changed := s.nextToBring(turn)
		switch {
		case host == "" && changed == nil:
			return
		case u == nil:
			<-changed
			continue
		}
		if trouble := bring(host, secret, u); trouble != "" {
			unlock := s.state.Change()
			s.trouble = trouble
			unlock()
			time.Sleep(bringAgain)
			continue
		}
		unlock := s.state.Change()
		s.updates = slices.DeleteFunc(s.updates, func(other map[string]any) bool { return other["update_id"] == u["update_id"] })
		unlock()
	}
}

// nextToBring is the update that waits longest; nil where there is none, or no
// webhook, and without what tells of a change where the server is closed.
func (s *updateQueue) nextToBring(turn int) (address, secret string, u map[string]any, changed <-chan struct{}) {
	s.state.Lock()
	defer s.state.Unlock()
	if s.closed {
		return "", "", nil, nil
	}
	if s.webhook == "" || len(s.updates) == 0 || len(s.reach) == 0 {
		return "", "", nil, s.state.Changed()
	}
	path := ""
	if parsed, err := url.Parse(s.webhook); err == nil {
		path = parsed.RequestURI()
	}
	return "http://" + s.reach[turn%len(s.reach)] + path, s.secret, s.updates[0], nil
}

// bring makes one try; trouble is "" where it was taken.
func bring(address, secret string, u map[string]any) (trouble string) {
	data, _ := json.Marshal(u)
	if text, ok := u[rawText].(string); ok {
		data = []byte(text)
	}
	req, err := http.NewRequest(http.MethodPost, address, bytes.NewReader(data))
	if err != nil {
		return err.Error()
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err.Error()
	}
	res.Body.Close()
	if res.StatusCode/100 != 2 {
		return "Wrong response from the webhook: " + res.Status
	}
	return ""
}

func (s *updateQueue) getWebhookInfo(params) (any, *refusal) {
	info := map[string]any{"url": s.webhook, "has_custom_certificate": false, "pending_update_count": len(s.updates)}
	if s.trouble != "" {
		info["last_error_message"], info["last_error_date"] = s.trouble, time.Now().Unix()
	}
	return info, nil
}

func (s *updateQueue) deleteWebhook(p params) (any, *refusal) {
	s.webhook, s.trouble = "", ""
	if p.flag("drop_pending_updates") {
		s.updates = nil
	}
	return true, nil
}

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

func (s *updateQueue) setWebhook(p params) (any, *refusal) {
	u, err := url.Parse(p.text("url"))
	switch {
	case err != nil || u.Scheme != "https" || u.Host == "":
		return nil, wrong("bad webhook: An HTTPS URL must be provided for webhook")
	case p["secret_token"] != nil && !secretForm.MatchString(p.text("secret_token")):
		return nil, wrong("secret token contains unallowed characters")
	}
	s.webhook, s.secret, s.trouble = p.text("url"), p.text("secret_token"), ""
	if p.flag("drop_pending_updates") {
		s.updates = nil
	}
	s.poll++ // a question for updates that is open ends in a conflict
	return true, nil
}
