package discordtest

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"prayerbot/bot/adapter/fake"
)

// A poster posts interactions over HTTP instead of sending them over the gateway,
// where an application has asked for that.
type poster struct {
	state    *fake.State
	key      ed25519.PrivateKey
	url      string // "" posts none
	statuses []int  // that interactions were answered with
}

// signer is the key by which every server of this package signs.
var signer = ed25519.NewKeyFromSeed([]byte("a seed of thirty-two bytes, fake"))

func newPoster(state *fake.State) *poster { return &poster{state: state, key: signer} }

// PublicKey is the application's, as its page shows it.
func PublicKey() string { return hex.EncodeToString(signer.Public().(ed25519.PublicKey)) }

// SetEndpoint makes interactions be posted to an address from now on; "" sends them
// over the gateway again. As the real one it asks first whether the endpoint
// answers a ping, and whether it refuses a false signature.
func (p *poster) SetEndpoint(url string) error {
	if url != "" {
		if err := p.validate(url); err != nil {
			return err
		}
	}
	defer p.state.Change()()
	p.url = url
	return nil
}

// EndpointURL is where interactions are posted; "" is nowhere.
func (p *poster) EndpointURL() string {
	p.state.Lock()
	defer p.state.Unlock()
	return p.url
}

func (p *poster) validate(url string) error {
	ping := []byte(`{"type":1}`)
	good, err := p.Post(url, ping, p.Sign(ping, time.Now()))
	if err != nil {
		return err
	}
	defer good.Body.Close()
	var pong struct{ Type int }
	if err := json.NewDecoder(good.Body).Decode(&pong); err != nil || good.StatusCode != http.StatusOK || pong.Type != 1 {
		return fmt.Errorf("the ping was answered with %s and type %d", good.Status, pong.Type)
	}
	bad, err := p.Post(url, ping, p.Sign([]byte("another"), time.Now()))
	if err != nil {
		return err
	}
	defer bad.Body.Close()
	if bad.StatusCode != http.StatusUnauthorized {
		return errors.New("a false signature was answered with " + bad.Status)
	}
	return nil
}

// Sign is the header of a body that was signed at a moment.
func (p *poster) Sign(body []byte, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	signature := ed25519.Sign(p.key, append([]byte(stamp), body...))
	return http.Header{
		"X-Signature-Ed25519": {hex.EncodeToString(signature)}, "X-Signature-Timestamp": {stamp},
		"Content-Type": {"application/json"}, "User-Agent": {"Discord-Interactions/1.0 (+https://discord.com)"},
	}
}

// Post posts a body with a header.
func (p *poster) Post(url string, body []byte, h http.Header) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header = h
	return http.DefaultClient.Do(req)
}

// tell posts an interaction, if interactions are posted.
func (p *poster) tell(interaction map[string]any) (posted bool) {
	url := p.url
	if url == "" {
		return false
	}
	body, err := json.Marshal(interaction)
	if err != nil {
		return false
	}
	go func() {
		status := 0
		if res, err := p.Post(url, body, p.Sign(body, time.Now())); err == nil {
			res.Body.Close()
			status = res.StatusCode
		}
		defer p.state.Change()()
		p.statuses = append(p.statuses, status)
	}()
	return true
}

// Posted are the statuses with which interactions were answered; 0 is no answer.
func (p *poster) Posted() []int {
	p.state.Lock()
	defer p.state.Unlock()
	return append([]int{}, p.statuses...)
}

// switches are what an application's owner turns on and off on the developers' page.
type switches struct {
	owned bool // only the owner may add the bot to a server
	flags int64
}

// Switch sets whether everybody may add the bot to a server, as at first, and the
// application's flags.
func (s *Server) Switch(public bool, flags int64) {
	defer s.state.Change()()
	s.switches = switches{owned: !public, flags: flags}
}

// getApplication shows the application.
func (s *Server) getApplication([]string, []byte) (any, *refusal) {
	shown := map[string]any{
		"id": BotID, "name": "Prayer", "verify_key": PublicKey(), "interactions_endpoint_url": nil,
		"bot_public": !s.switches.owned, "flags": s.switches.flags,
	}
	if s.poster.url != "" {
		shown["interactions_endpoint_url"] = s.poster.url
	}
	return shown, nil
}

// changeApplication sets where interactions are posted, and nothing else.
func (s *Server) changeApplication(_ []string, body []byte) (any, *refusal) {
	var form struct {
		Endpoint *string `json:"interactions_endpoint_url"`
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&form); err != nil || form.Endpoint == nil {
		return nil, invalid("%v", err)
	}
	if *form.Endpoint != "" {
		if err := s.poster.validate(*form.Endpoint); err != nil {
			return nil, invalid("interactions_endpoint_url: The specified interactions endpoint url could not be verified.")
		}
	}
	s.poster.url = *form.Endpoint
	return s.getApplication(nil, nil)
}
