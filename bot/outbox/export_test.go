package outbox

import "context"

// Launch is one turn of the courier that does not wait for what it begins.
func (c *Courier) Launch(ctx context.Context) (int, error) {
	return c.launch(ctx, func(error) {})
}
