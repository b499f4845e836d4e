package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A noBotError says that Discord did not take an address as that of the endpoint.
type noBotError struct{}

func (noBotError) Error() string { return "Discord finds no bot there that answers rightly" }

// ClaimEndpoint has Discord post interactions to an address from now on, instead of
// sending them over the gateway. Discord looks at once whether the bot answers there:
// until that is done, its pings are answered at cfg.Listen, unless a bot that runs does
// it already. An error says why Discord did not take the address; then nothing has
// changed. It shows no token.
func ClaimEndpoint(ctx context.Context, cfg Config, address string) error {
	c, err := newClient(cfg)
	if err != nil {
		return err
	}
	s, err := c.session()
	if err != nil {
		return err
	}
	is, err := c.application(ctx, s)
	if err != nil {
		return unansweredError(c, err)
	}
	stop, err := c.answerPings(ctx, cfg.Listen, is.VerifyKey)
	if err != nil {
		return err
	}
	defer stop()
	where := discordgo.EndpointApplication("@me")
	_, err = request(ctx, s, http.MethodPatch, where, where, map[string]string{"interactions_endpoint_url": address}, nil)
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode == http.StatusBadRequest {
		return noBotError{}
	}
	if err != nil {
		return unansweredError(c, err)
	}
	return nil
}

// unansweredError says in a clause why Discord did not do what was asked.
func unansweredError(c *client, err error) error { return errors.New(unanswered(c, err).Found) }

// answerPings answers what Discord asks of an endpoint before it takes its address, at an
// address of this machine, until stop is called. Interactions are refused meanwhile.
func (c *client) answerPings(ctx context.Context, listen, publicKey string) (stop func(), err error) {
	key, err := ReadPublicKey(publicKey)
	if err != nil {
		return nil, err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return func() {}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("nothing can be taken in at %s: %w", listen, err)
	}
	srv := &http.Server{Handler: &endpoint{client: c, key: key, take: func(json.RawMessage) bool { return false }}, ReadHeaderTimeout: time.Minute}
	go func() { _ = srv.Serve(l) }()
	return func() { _ = srv.Close() }, nil
}
