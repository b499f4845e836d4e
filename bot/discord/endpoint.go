package discord

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

// An endpoint takes in the interactions that Discord posts over HTTP, where an
// application asks for that, instead of sending them over the gateway
// (https://discord.com/developers/docs/interactions/overview#preparing-for-interactions).
// Any number of processes may serve it. What it is posted it hands on at once;
// the answer goes the same way as that to an interaction of the gateway.
type endpoint struct {
	*client
	key  ed25519.PublicKey
	take func(interaction json.RawMessage) (taken bool) // does not wait
}

// signedFor is how far the time that was signed may be away. Discord waits three
// seconds for an answer; the rest is for clocks that differ.
const signedFor = time.Minute

// errPublicKey says what a public key looks like.
var errPublicKey = errors.New("the public key has 64 characters of 0 to 9 and a to f; copy it again from your application's page General Information")

// ReadPublicKey reads an application's public key.
func ReadPublicKey(text string) (ed25519.PublicKey, error) {
	key, err := hex.DecodeString(text)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errPublicKey
	}
	return key, nil
}

// ServeHTTP answers Discord that an interaction was taken, or why not. Discord
// signs falsely now and then, to see whether that is refused.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxEvent))
	switch {
	case err != nil:
		w.WriteHeader(http.StatusRequestEntityTooLarge)
	case !e.signed(r.Header, body):
		w.WriteHeader(http.StatusUnauthorized)
	default:
		e.serve(w, body)
	}
}

// signed tells whether Discord has signed a body, and not long ago.
func (e *endpoint) signed(h http.Header, body []byte) bool {
	signature, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	stamp := h.Get("X-Signature-Timestamp")
	if err != nil || len(signature) != ed25519.SignatureSize || !ed25519.Verify(e.key, append([]byte(stamp), body...), signature) {
		return false
	}
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	return err == nil && e.wire.Now().Add(-e.ahead.by()).Sub(time.Unix(seconds, 0)).Abs() <= signedFor
}

// serve answers what was signed: a ping at once, an interaction with 202, by which
// Discord knows that the answer comes by itself.
func (e *endpoint) serve(w http.ResponseWriter, body []byte) {
	var is struct {
		Type discordgo.InteractionType `json:"type"`
	}
	switch err := json.Unmarshal(body, &is); {
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
	case is.Type == discordgo.InteractionPing:
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(struct {
			Type discordgo.InteractionResponseType `json:"type"`
		}{discordgo.InteractionResponsePong})
	case !e.take(body):
		w.WriteHeader(http.StatusServiceUnavailable)
	default:
		w.WriteHeader(http.StatusAccepted)
	}
}
