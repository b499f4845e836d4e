package discord

import (
	"context"
	"fmt"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
)

// Beside takes in the interactions that Discord posts until the context ends, in
// every process, whether it keeps the gateway or not. Where no public key is known
// it only waits for the end.
func (p *Platform) Beside(ctx context.Context) error {
	if p.endpoint == nil {
		<-ctx.Done()
		return nil
	}
	server, listener, err := adapter.ListenIntake(ctx, "DISCORD_INTERACTIONS_LISTEN", p.listen, p.endpoint)
	if err != nil {
		return err
	}
	work, end := clock.Outlive(ctx, adapter.SettleTimeout)
	defer end()
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return fmt.Errorf("the server for interactions ended: %w", err)
	case <-ctx.Done():
	}
	server.Shutdown(work)
	p.receiver.answerer.drain()
	return nil
}
